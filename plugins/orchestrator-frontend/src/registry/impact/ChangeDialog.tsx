import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  TextField,
} from '@backstage/ui';
import type {
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { ErrorAlert } from '../../status/ErrorAlert';
import styles from './impact.module.css';
import { ImpactReportView } from './ImpactReportView';
import { lossWords } from './impactWords';
import { refusalOf } from './refusalOf';
import { useImpact } from './useImpact';

/** What goes with a change when it is made. */
export interface ConfirmedChange {
  /** Uid of the report that was agreed to, when the change takes something away. */
  confirmImpact?: string;
  reason?: string;
}

/**
 * Shows what a change would do before it is made. What takes something away needs an explicit yes, and what by then would
 * take away more is shown once more.
 */
export function ChangeDialog(props: {
  /** The question: `Promote version 3 of postgres?` */
  title: string;
  /** The button: `Promote`. */
  confirmLabel: string;
  change: ImpactChange;
  /** Known already; otherwise the dialog asks. */
  report?: ImpactReport;
  /** Whether to ask why, for those who read the history. Default false. */
  asksReason?: boolean;
  /** What else there is to decide, above the report. */
  children?: ReactNode;
  onConfirm: (confirmed: ConfirmedChange) => Promise<void>;
  onClose: () => void;
}) {
  const { title, confirmLabel, change, asksReason = false, onConfirm, onClose } = props;
  const impact = useImpact();
  const [agreed, setAgreed] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const [exceeded, setExceeded] = useState(false);
  const { ask, show } = impact;

  useEffect(() => {
    if (props.report) {
      show(props.report);
    } else {
      ask(change);
    }
    // The change of a dialog stays what it was when the dialog was opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const report = impact.loading ? undefined : impact.report;
  const loss = report?.summary && lossWords(report.summary);
  // Who may not read impacts may still change what takes nothing away; the server refuses the rest.
  const maySkip = refusalOf(impact.error)?.status === 403;
  const ready = (report?.status === 'done' || maySkip) && (!loss || agreed);

  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm({
        ...(loss && report && { confirmImpact: report.uid }),
        ...(reason && { reason }),
      });
      onClose();
    } catch (caught) {
      const newer = refusalOf(caught)?.report;
      if (newer) {
        show(newer);
        setAgreed(false);
        setExceeded(true);
      } else {
        setError(caught instanceof Error ? caught : new Error(String(caught)));
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={860}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          {props.children}
          {impact.loading && (
            <Alert status="info" isPending title="Looking at every environment…" />
          )}
          {impact.error && (
            <Flex direction="column" gap="2" align="start">
              <ErrorAlert title="What would change cannot be shown" error={impact.error} />
              <Button size="small" variant="secondary" onPress={() => ask(change)}>
                Try again
              </Button>
            </Flex>
          )}
          {exceeded && (
            <Alert
              status="warning"
              icon
              title="More would be taken away than was shown. Look at this newer report."
            />
          )}
          {report && <ImpactReportView report={report} />}
          {loss && (
            <div className={styles.confirm}>
              <Checkbox isSelected={agreed} onChange={setAgreed}>
                I have seen what is taken away ({loss}), and want it.
              </Checkbox>
            </div>
          )}
          {asksReason && (
            <TextField
              label="Why"
              description="For those who read the history"
              value={reason}
              onChange={setReason}
            />
          )}
          {error && <ErrorAlert title="That was refused" error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          destructive={Boolean(loss)}
          isPending={busy}
          isDisabled={!ready || busy}
          onPress={confirm}
        >
          {confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

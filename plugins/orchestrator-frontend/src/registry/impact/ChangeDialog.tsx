import {
  Alert,
  Button,
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
import { Agreement } from './Agreement';
import { ImpactReportView } from './ImpactReportView';
import { lossWords } from './impactWords';
import { refusalOf } from './refusalOf';
import { useImpact } from './useImpact';

/** What goes with a change when it is made. */
export interface ConfirmedChange {
  /** Uid of the report that was shown; absent for who may not see any. */
  confirmImpact?: string;
  reason?: string;
}

/** Why there is another report to look at. */
function newerWords(report: ImpactReport, message: string): string {
  return report.status === 'done'
    ? 'More would be taken away than was shown. Look at this newer report.'
    : message;
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
  /** Absent: matching stays as it is, so there is no report to look at. */
  change: ImpactChange | undefined;
  /** Known already; otherwise the dialog asks. */
  report?: ImpactReport;
  /** Whether to ask why, for those who read the history. Default false. */
  asksReason?: boolean;
  /** The word to type where something is taken away, or the change cannot wait; absent: a tick is enough. */
  confirmedByTyping?: string;
  /** It may be made before the report is there. Default false. */
  isUrgent?: boolean;
  /** What else there is to decide, above the report. */
  children?: ReactNode;
  onConfirm: (confirmed: ConfirmedChange) => Promise<void>;
  onClose: () => void;
}) {
  const { title, confirmLabel, change, asksReason = false, onConfirm, onClose } = props;
  const { confirmedByTyping, isUrgent = false } = props;
  const impact = useImpact();
  const [agreed, setAgreed] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const [newer, setNewer] = useState<string>();
  const { ask, show } = impact;

  useEffect(() => {
    if (props.report) {
      show(props.report);
    } else if (change) {
      ask(change);
    }
    // The change of a dialog stays what it was when the dialog was opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const report = impact.loading ? undefined : impact.report;
  const loss = report?.summary && lossWords(report.summary);
  // Who may not read impacts may still change what takes nothing away; the server refuses the rest.
  const maySkip = refusalOf(impact.error)?.status === 403;
  const isSeen = !change || isUrgent || maySkip || report?.status === 'done';
  const needsYes = Boolean(loss) || (isUrgent && change !== undefined);
  const ready = isSeen && (!needsYes || agreed);

  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm({
        ...(report && { confirmImpact: report.uid }),
        ...(reason && { reason }),
      });
      onClose();
    } catch (caught) {
      const refusal = refusalOf(caught);
      if (refusal?.report) {
        setAgreed(false);
        setNewer(newerWords(refusal.report, refusal.message));
        show(refusal.report);
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
            <Alert
              status="info"
              isPending
              title={
                impact.report
                  ? 'There are many environments, so the queue looks at them. You may wait here or come back later.'
                  : 'Looking at every environment…'
              }
            />
          )}
          {impact.error && (
            <Flex direction="column" gap="2" align="start">
              <ErrorAlert title="What would change cannot be shown" error={impact.error} />
              <Button size="small" variant="secondary" onPress={() => change && ask(change)}>
                Try again
              </Button>
            </Flex>
          )}
          {newer && <Alert status="warning" icon title={newer} />}
          {report && <ImpactReportView report={report} />}
          {needsYes && (
            <div className={styles.confirm}>
              <Agreement
                key={newer}
                loss={loss}
                word={confirmedByTyping}
                agreed={agreed}
                onChange={setAgreed}
              />
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
          destructive={needsYes}
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

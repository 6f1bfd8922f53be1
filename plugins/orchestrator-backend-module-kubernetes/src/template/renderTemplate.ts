import type { JsonObject } from '@tutti/score';
import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { createTemplateRenderer, TemplateLimitError, TemplateRenderError } from 'nunjitsu';

/**
 * The interpreter that Backstage's scaffolder renders templates with. It makes no code of a template and gives it
 * nothing but the data and the filters of Nunjucks: no prototypes, constructors, globals, files or regular
 * expressions. Delimiters are those of Nunjucks itself, `{{ … }}`; lines with a block tag alone leave nothing behind.
 */
const renderer = createTemplateRenderer({
  cookiecutterCompat: true,
  trimBlocks: true,
  lstripBlocks: true,
});

/**
 * What a template may use. Work counts every step of the interpreter, so that it bounds the time too; a template with
 * all of it takes about a second. A definition that needs more is a Helm chart or a Terraform module.
 */
const LIMITS = {
  sourceCodeUnits: 256 * 1024,
  outputCodeUnits: 1024 * 1024,
  astNodes: 50_000,
  workUnits: 500_000,
  nestingDepth: 64,
  scratchBytes: 8 * 1024 * 1024,
};

/**
 * Renders a template with data: its properties are the template's variables.
 *
 * @throws DriverError of class `permanent` with the line and column in the template, when it is malformed, fails, or
 *   exceeds its limits.
 */
export function renderTemplate(template: string, data: JsonObject): string {
  const backstageStyle = template.indexOf('${{');
  if (backstageStyle >= 0) {
    const line = template.slice(0, backstageStyle).split('\n').length;
    throw permanentError(
      `The template writes "\${{" in line ${line}: write "{{ … }}" for a value, and "{{ '$' }}{{ … }}" for a value after a dollar sign.`,
    );
  }
  try {
    return renderer.render(template, data, { limits: LIMITS });
  } catch (error) {
    if (error instanceof TemplateLimitError || error instanceof TemplateRenderError) {
      throw permanentError(`The template cannot be rendered: ${error.message}.`, error);
    }
    throw error;
  }
}

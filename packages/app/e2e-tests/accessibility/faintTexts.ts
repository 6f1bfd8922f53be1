import type { Locator } from '@playwright/test';

/**
 * Visible texts whose colour is too near to that of what is behind them: below 4.5 to 1, or 3 to 1 for large ones (WCAG 2.2,
 * 1.4.3). What is disabled does not count, nor does what lies on a picture.
 */
export async function faintTexts(part: Locator): Promise<string[]> {
  return part.evaluate(root => {
    type Colour = [number, number, number, number];
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    /** Any colour of CSS as red, green, blue and opacity. */
    const read = (text: string): Colour => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = text;
      context.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    const over = (front: Colour, back: Colour): Colour => {
      const mix = (at: 0 | 1 | 2) => front[at] * front[3] + back[at] * (1 - front[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const behind = (element: Element | null): Colour =>
      element === null
        ? [255, 255, 255, 1]
        : over(read(getComputedStyle(element).backgroundColor), behind(element.parentElement));
    const luminance = (colour: Colour) => {
      const [red, green, blue] = colour.slice(0, 3).map(each => {
        const share = each / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const faint = new Set<string>();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim();
      const element = walker.currentNode.parentElement;
      const isShown = element?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const box = element?.getBoundingClientRect();
      const isDisabled = element?.closest('[disabled], [data-disabled], [aria-disabled=true]');
      if (text && element && isShown && box && box.width > 1 && box.height > 1 && !isDisabled) {
        const style = getComputedStyle(element);
        const back = behind(element);
        const levels = [luminance(over(read(style.color), back)), luminance(back)];
        const ratio = (Math.max(...levels) + 0.05) / (Math.min(...levels) + 0.05);
        const size = Number.parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (isLarge ? 3 : 4.5)) {
          faint.add(`${ratio.toFixed(2)} to 1: ${text.slice(0, 60)}`);
        }
      }
    }
    return [...faint];
  });
}

import { element } from './dom';

/** A button that puts a text into the clipboard and says so. */
export function copyButton(text: string, what: string, word = 'Copy'): HTMLElement {
  const label = element('span', {}, word);
  const status = element('span', { class: 'spoken', attributes: { role: 'status' } });
  const button = element('button', {
    class: 'copy',
    attributes: { 'type': 'button', 'aria-label': word === 'Copy' ? `Copy ${what}` : `${word}: ${what}` },
    onClick: () => void copy(text).then(isCopied => {
      label.textContent = isCopied ? 'Copied' : 'Select it';
      status.textContent = isCopied ? `${what} copied` : `${what} could not be copied`;
      setTimeout(() => { label.textContent = word; }, 2000);
    }),
  }, label);
  return element('span', { class: 'copying' }, button, status);
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Browsers keep the clipboard from some pages that come from a disk. */
function copyBySelection(text: string): boolean {
  const area = element('textarea', { class: 'spoken', attributes: { 'aria-hidden': 'true' } });
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}

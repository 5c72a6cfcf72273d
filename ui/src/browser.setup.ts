// Sheets and dialogs open in the tests as in a browser, as far as jsdom does not do it itself.
Object.assign(globalThis, { CSS: { escape: (name: string) => name.replace(/[^\w-]/g, '\\$&') } });

const shown = new WeakSet<Element>();

function toggle(sheet: HTMLElement, newState: 'open' | 'closed') {
  if (shown.has(sheet) === (newState === 'open')) return;
  if (newState === 'open') shown.add(sheet);
  else shown.delete(sheet);
  for (const name of ['beforetoggle', 'toggle']) sheet.dispatchEvent(Object.assign(new Event(name), { newState }));
}

HTMLElement.prototype.showPopover = function () {
  toggle(this, 'open');
};
HTMLElement.prototype.hidePopover = function () {
  toggle(this, 'closed');
};
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
document.addEventListener('click', ({ target }) => {
  const id = target instanceof Element ? target.closest('[popovertarget]')?.getAttribute('popovertarget') : null;
  const sheet = document.getElementById(id ?? '');
  if (sheet) toggle(sheet, shown.has(sheet) ? 'closed' : 'open');
});

export {};

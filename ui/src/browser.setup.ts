// Sheets and dialogs open in the tests as in a browser, as far as jsdom does not do it itself.
Object.assign(globalThis, { CSS: { escape: (name: string) => name.replace(/[^\w-]/g, '\\$&') } });

const open = new WeakSet<Element>();

function toggle(sheet: HTMLElement, newState: 'open' | 'closed') {
  if (open.has(sheet) === (newState === 'open')) return;
  if (newState === 'open') open.add(sheet);
  else open.delete(sheet);
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
  if (sheet) toggle(sheet, open.has(sheet) ? 'closed' : 'open');
});

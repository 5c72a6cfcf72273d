// The words of what is copied for a report of a fault.
export const diagnostics = {
  copy: 'Copy diagnostics', copied: 'Diagnostics copied: no calls, names, numbers or tokens', refused: 'The clipboard cannot be used',
};

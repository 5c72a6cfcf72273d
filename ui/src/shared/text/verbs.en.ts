// The words of what is done by name or from a row's own menu, where no control has them already.

export const verbs = {
  sorted: { '-created_at': 'Sort: newest first', created_at: 'Sort: oldest first', '-duration': 'Sort: longest first', duration: 'Sort: shortest first' },
  showColumn: (column: string) => `Show column ${column}`, hideColumn: (column: string) => `Hide column ${column}`, resetColumns: 'Reset the columns',
  zone: 'Choose a time zone', cancelSync: 'Cancel the sync',
  renameView: (name: string) => `Rename view ${name}`, replaceView: (name: string) => `Replace view ${name} with the current filter`, removeView: (name: string) => `Delete view ${name}`,
  openProfile: (name: string) => `Open profile ${name}`,
  menu: 'What can be done with the call', tag: 'Add a tag…', pick: 'Select', unpick: 'Unselect',
  copyNumber: 'Copy the number', copyNumbers: 'Copy the numbers', copyId: 'Copy the call id', copyIds: 'Copy the call ids', copySummary: 'Copy the summary', copySummaries: 'Copy the summaries',
  filterBy: (what: string) => `Filter by ${what}`, exportSelected: 'Export the selected calls…',
};

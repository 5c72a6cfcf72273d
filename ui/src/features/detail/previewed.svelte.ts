// Whether notes are shown as they look or as they are written; the same from call to call.

class Previewed {
  on = $state(false);
}

export const previewed = new Previewed();

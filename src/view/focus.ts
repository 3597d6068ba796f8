// Where the focus goes when nobody put it there: to the head of a page that was just opened, and to a place that stays when the
// control that had it leaves the page.

let navigated = false;

/** Another page is about to be shown in this one. */
export function expectPage(): void {
  navigated = true;
}

/** For `{@attach}` on the head of a page: takes the focus once, if the page was navigated to. */
export function headOfPage(head: HTMLElement): void {
  if (!navigated) return;
  navigated = false;
  head.focus({ preventScroll: true });
}

/** For `{@attach}`: watches what is inside `root`; `fallback` finds what is to get a lost focus. */
export function keepFocus(fallback: () => HTMLElement | null) {
  return (root: HTMLElement): (() => void) => {
    let last: Element | null = null;
    const note = (event: FocusEvent): void => {
      last = event.target as Element;
    };
    const watch = new MutationObserver(() => {
      if (!last || last.isConnected) return;
      last = null;
      if (document.activeElement === document.body) fallback()?.focus({ preventScroll: true });
    });
    root.addEventListener('focusin', note);
    watch.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener('focusin', note);
      watch.disconnect();
    };
  };
}

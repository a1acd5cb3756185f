// Arrow keys in the year: left and right by a day, up and down by a week, Page Up and Down by a month, Home and End within a month.
export function attach(year) {
  year.addEventListener("keydown", event => {
    const day = event.target.closest("[data-date]");
    if (!day || event.ctrlKey || event.metaKey || event.altKey) return;
    const days = [...year.querySelectorAll("[data-date]")];
    const month = [...day.parentElement.querySelectorAll("[data-date]")];
    const at = days.indexOf(day);
    const next = {
      ArrowLeft: () => days[at - 1],
      ArrowRight: () => days[at + 1],
      ArrowUp: () => days[at - 7],
      ArrowDown: () => days[at + 7],
      PageUp: () => inMonth(day, -1),
      PageDown: () => inMonth(day, 1),
      Home: () => month[0],
      End: () => month.at(-1),
    }[event.key]?.();
    if (next === undefined) return;
    event.preventDefault();
    day.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  // The same day of another month, or its last where it is shorter.
  function inMonth(day, by) {
    const months = [...year.querySelectorAll(".year-days")];
    const there = months[months.indexOf(day.parentElement) + by];
    if (!there) return undefined;
    const days = [...there.querySelectorAll("[data-date]")];
    return days[Math.min(Number(day.dataset.date.slice(8)), days.length) - 1];
  }
}

/** Runs in the page: what a test wants to know of how it looks. */
// biome-ignore lint/correctness/noUnusedVariables: the test calls it
function look() {
  const luminance = (colour) => {
    const parts = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\)$|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  for (const element of document.querySelectorAll("h1,h2,h3,p,li,summary,pre,code,td,th,a,.time,.word,.id")) {
    if (!element.textContent?.trim() || !element.checkVisibility()) continue;
    const [front, back] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (contrast < 4.5) faint.push(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
  }
  const headings = [...document.querySelectorAll("h1,h2,h3")].map((heading) => Number(heading.tagName.slice(1)));
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  return {
    tooWide: document.documentElement.scrollWidth > innerWidth,
    faint,
    first: headings[0],
    ones: headings.filter((level) => level === 1).length,
    jumps: headings.filter((level, index) => index > 0 && level > (headings[index - 1] ?? 0) + 1),
    unlabelled: [...document.querySelectorAll("[aria-labelledby]")].filter(
      (one) => !ids.includes(one.getAttribute("aria-labelledby") ?? ""),
    ).length,
    unnamed:
      document.querySelectorAll("svg:not([role=img]):not([aria-hidden])").length -
      document.querySelectorAll("[aria-hidden] svg:not([aria-hidden])").length,
    scripts: document.scripts.length,
    language: document.documentElement.lang,
    title: document.title,
    fold: document.querySelector(".verdict")?.getBoundingClientRect().bottom ?? 0,
  };
}

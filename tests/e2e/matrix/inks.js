/* Everything that is drawn on a ground: texts and lines, with both colours as `#rrggbb` and the
   contrast that is the least for it. */
() => {
  const TEXT = 4.5; // WCAG 2, 1.4.3
  const LINE = 1.15; // of a hairline: that it can be seen at all
  const two = number => number.toString(16).padStart(2, '0');
  const hex = colour => {
    const [red, green, blue, alpha] = colour.match(/[\d.]+/g).map(Number);
    return alpha === 0 ? null : '#' + two(red) + two(green) + two(blue);
  };
  function ground(element) {
    for (let outer = element; outer; outer = outer.parentElement) {
      const colour = hex(getComputedStyle(outer).backgroundColor);
      if (colour) return colour;
    }
    return '#ffffff';
  }
  const found = [];

  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
    if (!text || !element.checkVisibility()) continue;
    const colour = hex(getComputedStyle(element).color);
    found.push({name: JSON.stringify(text.slice(0, 30)), colour, ground: ground(element), least: TEXT});
  }

  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    for (const side of ['top', 'right', 'bottom', 'left']) {
      const colour = hex(style.getPropertyValue(`border-${side}-color`));
      if (!colour || !parseFloat(style.getPropertyValue(`border-${side}-width`))) continue;
      const name = `the line at the ${side} of <${element.localName}> in `
        + `.${element.closest('[class]')?.className}`;
      found.push({name, colour, ground: ground(element.parentElement), least: LINE});
    }
  }
  return found;
}

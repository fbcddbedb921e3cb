/* How text looks in the browser: of each element with text of its own, by its `data-n`, the bytes
   of its colour and of what lies under it, both as they are seen, its size and its weight. */
() => {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  function channels(colour) {
    const alpha = colour.match(/^rgba\(.*, ([\d.]+)\)$|\/ ([\d.]+)\)$/);
    pen.globalCompositeOperation = 'copy';
    pen.fillStyle = colour;
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1, pen.fillRect(0, 0, 1, 1)).data;
    const solid = colour.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/);
    const bytes = solid ? solid.slice(1, 4).map(Number) : [red, green, blue];
    return [...bytes, alpha ? Number(alpha[1] ?? alpha[2]) : 1];
  }
  const over = ([r, g, b, a], under) => [r, g, b].map((v, at) => v * a + under[at] * (1 - a));

  const probe = document.body.appendChild(document.createElement('div'));
  probe.style.cssText = 'background-color: Canvas';
  const canvas = channels(getComputedStyle(probe).backgroundColor);
  probe.remove();

  function ground(element) {
    const under = element.parentElement ? ground(element.parentElement) : canvas;
    return over(channels(getComputedStyle(element).backgroundColor), under);
  }
  const found = {};
  for (const element of document.querySelectorAll('body, body *')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !element.checkVisibility({visibilityProperty: true})) continue;
    const style = getComputedStyle(element);
    const under = ground(element);
    found[element.dataset.n] = {
      colour: over(channels(style.color), under),
      ground: under,
      size: parseFloat(style.fontSize),
      weight: Number(style.fontWeight),
    };
  }
  return found;
}

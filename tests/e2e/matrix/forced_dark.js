/* What clients do to a letter's colours in a dark mode that does not ask the letter.

   flipEverything: Gmail's apps and Outlook for Windows. Media queries for the dark are dropped, and
   the lightness of every written colour is turned around in CIELAB, hue and chroma kept: in
   attributes, style attributes and style sheets, so that computed styles (and so axe) see it, as
   they would not see a CSS filter. Neither client publishes its formula; this is the "simple
   method" of Outlook.com, on its lightest ground, which leaves the least contrast.

   fixContrasts: Outlook.com and the new Outlook, element by element in document order. Colours that
   contrast with the reading pane stay; others are replaced and leave `data-ogsc` (text) or
   `data-ogsb` (ground), so that `[data-ogsc] .x` in the letter's own styles has its say on what
   lies within. Source: Outlook.com's DarkModeHandler, published at
   gist.github.com/hteumeuleu/51b5a8ea95cb47e344b0cb47bc1f2289 */
(() => {
  const BASE = '#333333'; // the reading pane, where white ends
  const WHITE = [0.95047, 1, 1.08883]; // D65
  const COLOURS = ['color', 'background-color', 'border-top-color', 'border-right-color',
    'border-bottom-color', 'border-left-color'];
  const pen = new OffscreenCanvas(1, 1).getContext('2d');

  // [red, green, blue] of any colour; null where nothing is painted.
  function channels(colour) {
    if (!CSS.supports('color', colour) || /^(inherit|initial|unset|currentcolor)$/i.test(colour)) {
      return null;
    }
    pen.fillStyle = colour;
    const solid = pen.fillStyle.match(/^#(..)(..)(..)$/);
    if (solid) return solid.slice(1).map(pair => parseInt(pair, 16));
    const [red, green, blue, alpha] = pen.fillStyle.match(/[\d.]+/g).map(Number);
    return alpha === 0 ? null : [red, green, blue];
  }

  const linear = v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const gamma = v => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
  const byte = v => Math.min(255, Math.max(0, Math.round(255 * v)));
  const hex = bytes => '#' + bytes.map(v => v.toString(16).padStart(2, '0')).join('');

  function lab(colour) {
    const [r, g, b] = colour.map(v => linear(v / 255));
    const f = t => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
    const [x, y, z] = [
      0.4124564 * r + 0.3575761 * g + 0.1804375 * b,
      0.2126729 * r + 0.7151522 * g + 0.072175 * b,
      0.0193339 * r + 0.119192 * g + 0.9503041 * b,
    ].map((v, at) => f(v / WHITE[at]));
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  }

  function fromLab(l, a, b) {
    const f = t => (t > 0.206893 ? t ** 3 : (t - 16 / 116) / 7.787);
    const grey = (l + 16) / 116;
    const [x, y, z] = [grey + a / 500, grey, grey - b / 200].map((t, at) => f(t) * WHITE[at]);
    return hex([
      3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
      -0.969266 * x + 1.8760108 * y + 0.041556 * z,
      0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    ].map(v => byte(gamma(v))));
  }

  const DARKEST = lab(channels(BASE))[0];
  const above = l => (l * (100 - DARKEST)) / 100 + DARKEST;

  function contrast(one, two) {
    const luminance = colour => {
      const [r, g, b] = colour.map(v => linear(v / 255));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function flipped(colour) {
    const known = channels(colour);
    if (!known) return colour;
    const [l, a, b] = lab(known);
    return fromLab(above(100 - l), a, b);
  }

  function flipDeclarations(style) {
    for (const name of COLOURS) {
      const value = style.getPropertyValue(name);
      if (value) style.setProperty(name, flipped(value), style.getPropertyPriority(name));
    }
  }

  function flipRules(owner) {
    for (let at = owner.cssRules.length - 1; at >= 0; at -= 1) {
      const rule = owner.cssRules[at];
      if (rule.media?.mediaText.includes('prefers-color-scheme')) owner.deleteRule(at);
      else if (rule.cssRules?.length) flipRules(rule);
      else if (rule.style) flipDeclarations(rule.style);
    }
  }

  window.flipEverything = () => {
    for (const sheet of document.styleSheets) flipRules(sheet);
    for (const element of document.querySelectorAll('[style]')) flipDeclarations(element.style);
    for (const element of document.querySelectorAll('[bgcolor]')) {
      element.setAttribute('bgcolor', flipped(element.getAttribute('bgcolor')));
    }
    Object.assign(document.documentElement.style, {color: '#ffffff', backgroundColor: BASE});
  };

  // To the side that differs from `other`, and away from the middle, which differs from nothing.
  function fixed(colour, other) {
    const [l, a, b] = lab(colour);
    const [ceiling, floor] = [50, 50 + DARKEST];
    const middle = (ceiling + floor) / 2;
    if (lab(other)[0] > middle) {
      const low = Math.min(above(l), 2 * middle - above(l)) - DARKEST;
      return fromLab((low * (ceiling - DARKEST)) / (middle - DARKEST) + DARKEST, a, b);
    }
    const high = Math.max(above(l), 2 * middle - above(l));
    return fromLab(100 - ((100 - high) * (100 - floor)) / (100 - middle), a, b);
  }

  function fixElement(element, pane) {
    let text = channels(getComputedStyle(element).color);
    if (contrast(text, pane) < 4.5) {
      const colour = fixed(text, pane);
      element.setAttribute('data-ogsc', element.style.color);
      element.style.setProperty('color', colour, 'important');
      text = channels(colour);
    }
    const ground = channels(getComputedStyle(element).backgroundColor);
    if (ground && contrast(ground, text) < 4.5) {
      element.setAttribute('data-ogsb', element.style.backgroundColor);
      element.style.setProperty('background-color', fixed(ground, text), 'important');
    }
  }

  window.fixContrasts = () => {
    Object.assign(document.documentElement.style, {color: '#ffffff', backgroundColor: BASE});
    const pane = channels(BASE);
    for (const element of document.querySelectorAll('body, body *')) fixElement(element, pane);
  };
})();

/* What can be seen to be wrong with the letter that is shown: a list of sentences.
   `bodies` are the first words of the texts that have to be comfortable to read. */
({bodies, language, direction}) => {
  const COMFORTABLE = 14, READABLE = 12; // px
  const LINE = 20, APART = 8; // px: for a finger to hit a link, and not its neighbour
  const width = document.documentElement.clientWidth;
  const shown = [...document.querySelectorAll('body, body *')].filter(e => e.checkVisibility());
  const found = [];

  const name = element => {
    const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 30);
    const css = String(element.className).trim().replace(/\s+/g, '.');
    return `<${element.localName}${css && `.${css}`}> ${JSON.stringify(text)}`;
  };

  function overflow() {
    const across = document.documentElement.scrollWidth;
    if (across > width) found.push(`the page is ${across} px wide on a screen of ${width}`);
    for (const element of shown) {
      const {left, right} = element.getBoundingClientRect();
      if (left < -0.5 || right > width + 0.5) found.push(`${name(element)} leaves the screen`);
      const inline = getComputedStyle(element).display === 'inline';
      if (!inline && element.scrollWidth > element.clientWidth + 1) {
        found.push(`${name(element)} holds ${element.scrollWidth} px in ${element.clientWidth}`);
      }
    }
  }

  function hidden(element, box) {
    for (let outer = element; outer; outer = outer.parentElement) {
      const style = getComputedStyle(outer);
      if (style.opacity < 1 || style.visibility !== 'visible') return true;
      if (style.overflow === 'visible' || style.display === 'inline') continue;
      const edge = outer.getBoundingClientRect();
      if (box.left < edge.left - 1 || box.right > edge.right + 1) return true;
      if (box.top < edge.top - 1 || box.bottom > edge.bottom + 1) return true;
    }
    return false;
  }

  function texts() {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const element = walk.currentNode.parentElement;
      if (!walk.currentNode.textContent.trim() || !element.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      const boxes = [...range.getClientRects()].filter(box => box.width > 0 && box.height > 0);
      if (!boxes.length) found.push(`${name(element)} takes no room`);
      if (boxes.some(box => hidden(element, box))) found.push(`${name(element)} is cut or hidden`);
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < READABLE) found.push(`${name(element)} is set in ${size} px`);
    }
  }

  function bodyTexts() {
    for (const element of document.querySelectorAll('p, li, td, div')) {
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < COMFORTABLE && bodies.some(b => element.textContent.trim().startsWith(b))) {
        found.push(`${name(element)}, to be read, is set in ${size} px`);
      }
    }
  }

  // MJML writes a direction into styles, where nothing but `dir` is to decide.
  function directions() {
    const root = document.documentElement;
    if (root.lang !== language) found.push(`the letter's lang is ${root.lang}`);
    if (root.dir !== direction) found.push(`the letter's dir is ${root.dir}`);
    for (const element of shown) {
      const said = element.closest('[dir]').dir;
      const is = getComputedStyle(element).direction;
      const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
      const code = element.closest('code, pre');
      if (own && said !== 'auto' && said !== is) found.push(`${name(element)} runs ${is}`);
      if (code && is !== 'ltr') found.push(`${name(element)} is code and runs ${is}`);
    }
  }

  function images() {
    for (const image of document.images) {
      const src = image.getAttribute('src');
      if (!image.hasAttribute('alt')) found.push(`the image ${src} has no alt`);
      if (image.closest('a') && !image.alt) found.push(`the linked image ${src} says nothing`);
      if (!image.naturalWidth) found.push(`the image ${src} is not there`);
      const {width: across, height: down} = image.getBoundingClientRect();
      const skew = (across / down) / (image.naturalWidth / image.naturalHeight);
      if (Math.abs(skew - 1) > 0.02) found.push(`the image ${src} is stretched`);
    }
  }

  function targets() {
    const boxes = [...document.links].filter(link => link.textContent.trim())
      .flatMap(link => [...link.getClientRects()].map(box => ({link, box})));
    for (const {link, box} of boxes) {
      const block = link.closest('p, h1, h2, h3, li, td, div');
      const line = Math.max(box.height, parseFloat(getComputedStyle(block).lineHeight) || 0);
      if (line < LINE) found.push(`the link ${name(link)} is ${line} px high`);
    }
    for (const one of boxes) {
      for (const two of boxes) {
        const gap = two.box.left - one.box.right;
        const beside = one.box.top < two.box.bottom && two.box.top < one.box.bottom;
        if (one.link !== two.link && beside && gap > -1 && gap < APART) {
          found.push(`${name(one.link)} and ${name(two.link)} are ${gap.toFixed(1)} px apart`);
        }
      }
    }
  }

  overflow();
  texts();
  bodyTexts();
  directions();
  images();
  targets();
  return [...new Set(found)];
}

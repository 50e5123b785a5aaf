// Every visible link: what it is called, where it leads, and what stands around it.
() => {
  const links = find('a[href], area[href]').filter(isVisible);
  const between = (one, other) => {
    const range = method(Document, 'createRange')(document);
    range.setStartAfter(one);
    range.setEndBefore(other);
    return range.toString().trim();
  };
  const hrefOf = (link) => {
    try { return new URL(attributeOf(link, 'href'), getter(Node, 'baseURI')(document)).href; }
    catch { return attributeOf(link, 'href'); }
  };
  const follows = (link, before) =>
    Boolean(before) && hrefOf(link) === hrefOf(before) && !contains(before, link) &&
    parentOf(link) === parentOf(before) && between(before, link) === '';
  return bounded(links.slice(0, MOST + 1).map((link, at) => ({
    selector: selector(link), html: snippet(link),
    name: nameOf(link) || plain(attributeOf(link, 'alt')),
    href: hrefOf(link).slice(0, 500), target: attributeOf(link, 'target') || '',
    lang: langOf(link), around: around(link),
    repeats: follows(link, links[at - 1]),
  })));
}

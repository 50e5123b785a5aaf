// Written by `python -m tools.fact_types` from the types in this folder.
declare namespace Facts {
  interface Node {
    selector: string;
    html: string;
  }
  interface NamedControl {
    selector: string;
    html: string;
    tag: string;
    role: string;
    name: string;
    words: string;
    open: string;
    pieces: string[];
    readings: string[][];
    doubtful: boolean;
    key: string;
  }
  interface AccessibleNames {
    items: NamedControl[];
    capped: boolean;
  }
  interface NewText {
    selector: string;
    html: string;
    text: string;
    field: string;
    live: boolean;
  }
  interface NewPart {
    selector: string;
    html: string;
    words: number;
    stops: number;
    live: boolean;
  }
  interface NewDialog {
    selector: string;
    html: string;
    named: boolean;
    stops: number;
    focus?: string;
    tab?: string;
    shut?: string;
    held?: boolean;
    after?: string;
    control?: boolean;
  }
  interface SecondPress {
    back: boolean;
    shut: boolean;
    reverted: boolean;
    reopened: boolean;
    states: Record<string, string>;
  }
  interface PressedControl {
    selector: string;
    html: string;
    tag: string;
    role: string;
    shown: boolean;
    name: string[];
    text: string[];
    states: Record<string, string>[];
    said: string[];
    turned: boolean;
    recoloured: boolean;
    opened: NewPart[];
    gone: number;
    shut: NewPart[];
    elsewhere: number;
    texts: NewText[];
    announced: boolean;
    focus: string;
    dialog: NewDialog | null;
    again: SecondPress | null;
    tried: string[];
  }
  interface SentField {
    selector: string;
    html: string;
    name: string;
    type: string;
    invalid: boolean;
    tied: string;
  }
  interface SentForm {
    selector: string;
    html: string;
    wrong: boolean;
    sent: number;
    native: number;
    refused: number;
    moved: string;
    left: boolean;
    marked: string[];
    fields: SentField[];
    texts: NewText[];
    announced: boolean;
    dialog: NewDialog | null;
    tried: string[];
  }
  interface LeftField {
    selector: string;
    html: string;
    name: string;
    tied: string;
    invalid: boolean;
    texts: NewText[];
    announced: boolean;
    dialog: NewDialog | null;
    tried: string[];
  }
  interface Activation {
    pressed: PressedControl[];
    sent: SentForm[];
    left: LeftField[];
    stopped: string;
  }
  interface AnimatedImage {
    selector: string;
    html: string;
    width: number;
    height: number;
    frames: number;
    round: number;
    seconds: number | null;
    folds: boolean;
  }
  interface AnimatedImages {
    items: AnimatedImage[];
    pictures: number;
    stops: boolean;
  }
  interface ContrastDetail {
    fg?: string;
    bg?: string;
    ratio: number;
    wanted: number | null;
    size?: string;
    weight?: string;
  }
  interface AxeRule {
    id: string;
    impact: string | null;
    count: number;
    detail: ContrastDetail | null;
    nodes: Node[];
  }
  interface LookedAt {
    looked: number;
    of: number;
  }
  interface Axe {
    version: string;
    violations: AxeRule[];
    incomplete: AxeRule[];
    passes: Record<string, number>;
    inapplicable: string[];
    broken: Record<string, string>;
    part?: LookedAt;
    unseen?: number;
  }
  interface SkipLink {
    selector: string;
    html: string;
    name: string;
    past: number | boolean;
    target: boolean;
  }
  interface BypassLinks {
    skips: SkipLink[];
    before: number;
    content: Node | null;
    headings: number;
    here: number;
    hidden_main: boolean;
    main: number;
    navs: number;
    search: boolean;
    site_map: boolean;
    text: number;
  }
  interface Shortcut {
    selector: string;
    html: string;
    key: string;
    kind: string;
  }
  interface CharacterShortcuts {
    listeners: string[];
    keys: Shortcut[];
    unsteady?: string[];
    settings: Node[];
    stopped: string;
  }
  interface ChosenOne {
    selector: string;
    html: string;
    words: string;
    by: string;
    mark: string;
    other: string;
    like: number;
    differs: string[];
    contrast: number;
  }
  interface Chosen {
    items: ChosenOne[];
    looked: number;
  }
  interface Colours {
    letters: number[];
    ground: number[];
  }
  interface SchemeText {
    selector: string;
    html: string;
    text: string;
    size: number;
    bold: boolean;
    japanese: boolean;
    plain: boolean;
    letters: number[];
    ground: number[] | null;
    rest: Colours;
    contrast: number;
    alike: number;
    drawn?: number[] | null;
  }
  interface VanishedIcon {
    selector: string;
    html: string;
    name: string;
  }
  interface ColorSchemes {
    is_dark: boolean;
    looked: number;
    dark: SchemeText[];
    forced: SchemeText[];
    icons: number;
    vanished: VanishedIcon[];
    stopped: string;
  }
  interface Heading {
    selector: string;
    level: number;
    text: string;
  }
  interface Landmark {
    selector: string;
    role: string;
    label: string;
  }
  interface Outdated {
    selector: string;
    html: string;
    tag: string;
  }
  interface LetterCounts {
    kana: number;
    han: number;
    latin: number;
    hangul: number;
    cyrillic: number;
    thai: number;
    arabic: number;
    letters: number;
  }
  interface Document {
    url: string;
    file: string;
    lang: string;
    title: string;
    titles: string[];
    charset: string;
    viewport: string | null;
    letters: LetterCounts;
    headings: Heading[];
    landmarks: Landmark[];
    outdated: Outdated[];
  }
  interface FieldChange {
    selector: string;
    html: string;
    way: string;
    words: string;
    length: number;
    inline: boolean;
    advised: boolean;
    did: string;
    to: string;
  }
  interface FieldChanges {
    items: FieldChange[];
    stopped: string;
  }
  interface FieldGroup {
    name: string;
    seen: string;
  }
  interface Field {
    selector: string;
    html: string;
    tag: string;
    lang: string;
    type: string;
    role: string;
    name: string;
    label: string;
    placeholder: string;
    title: string;
    described: string;
    autocomplete: string;
    required: boolean;
    marked: boolean;
    invalid: boolean;
    pattern: string;
    maxlength: number;
    field_name: string;
    still: boolean;
    beside: boolean;
    form: number;
    groups: FieldGroup[];
    heading: string;
    button: string;
    option: string;
    row: string;
    column: string;
    before: string;
    after: string;
  }
  interface Message {
    selector: string;
    html: string;
    text: string;
    field: string;
  }
  interface FieldError {
    selector: string;
    html: string;
    text: string;
    field: string;
    lines: string[];
    form: number;
  }
  interface Fields {
    items: Field[];
    errors: FieldError[];
    capped: boolean;
  }
  interface NamedNode {
    selector: string;
    html: string;
    words: string;
  }
  interface Pressed {
    selector: string;
    html: string;
    words: string;
    tag: string;
    role: string;
    kind: string;
    targets: number;
    down: boolean;
    double: boolean;
    beside: boolean;
    by_key: boolean;
    keyed: boolean;
    pressed: string;
    pressed_down: boolean;
  }
  interface Stroke {
    selector: string;
    html: string;
    words: string;
    did: string;
    moved: boolean;
    tapped: boolean;
  }
  interface Gestures {
    tried: Pressed[];
    strokes: Stroke[];
    items: NamedNode[];
    drops: NamedNode[];
    untabbed: NamedNode[];
    stopped: string;
  }
  interface Drawing {
    selector: string;
    html: string;
    name: string;
    named: boolean;
    before: string;
    width: number;
    height: number;
    contrast: number;
    frame: boolean;
    lifted: boolean;
  }
  interface Chart {
    selector: string;
    html: string;
    kind: string;
    words: string;
    labels: string[];
    colours: number[][];
    spots: number[][];
    shared: number;
    named: number;
    closest: number;
    marked: boolean;
    table: boolean;
  }
  interface Sign {
    selector: string;
    html: string;
    words: string;
    alone: boolean;
    count: number;
    kinds: number;
    tints: number;
  }
  interface Graphics {
    weak: Drawing[];
    charts: Chart[];
    signs: Sign[];
  }
  interface Listener {
    selector: string;
    html: string;
    tag: string;
    role: string;
    types: string[];
    pointer: boolean;
    keys: boolean;
    tabindex: string | null;
    states: string[];
    words: string;
    classes: string;
    width: number;
    height: number;
    blocks: number;
    images: number;
    boxed: boolean;
    inside: boolean;
    reached_inside: boolean;
  }
  interface ListenerButton {
    selector: string;
    html: string;
    words: string;
  }
  interface LinkButton {
    selector: string;
    html: string;
    words: string;
    keys: boolean;
  }
  interface HiddenStop {
    unseen: boolean;
    empty: boolean;
    focus: boolean;
    keys: boolean;
  }
  interface HiddenPart {
    selector: string;
    html: string;
    stops: HiddenStop[];
    behind: boolean;
  }
  interface Handlers {
    items: Listener[];
    buttons: LinkButton[];
    toggles: ListenerButton[];
    hidden?: HiddenPart[];
    keys: boolean;
    capped: boolean;
  }
  interface HoverContent {
    selector: string;
    html: string;
    content: string;
    content_html: string;
    text: string;
    links: number;
    over: boolean;
    reached: boolean;
    dismissed: boolean;
    focusable: boolean;
    by_key: boolean;
    alone?: number;
  }
  interface Hover {
    items: HoverContent[];
    stopped: string;
  }
  interface StateColours {
    selector: string;
    html: string;
    state: string;
    text: string;
    size: number;
    bold: boolean;
    japanese: boolean;
    plain: boolean;
    shown: boolean;
    moving: boolean;
    letters: number[] | null;
    ground: number[] | null;
    drawn?: number[] | null;
    rest: Colours | null;
    contrast: number | null;
    alike: number;
  }
  interface HoverFocusStyles {
    items: StateColours[];
    styles: number;
    stopped: string;
  }
  interface Icon {
    selector: string;
    html: string;
    name: string;
    kind: string;
    width: number;
    height: number;
    colour: number[];
    ground: number[];
    contrast: number;
    plain: boolean;
    drawn: boolean | null;
  }
  interface Icons {
    items: Icon[];
    capped?: boolean;
  }
  interface FrameDocument {
    url: string;
    title: string;
    heading: string;
    words: string;
    images: string[];
  }
  interface Frame {
    selector: string;
    html: string;
    name: string;
    title: string | null;
    src: string;
    nested: boolean;
    width: number;
    height: number;
    inside: FrameDocument | null;
  }
  interface Iframes {
    items: Frame[];
    capped: boolean;
  }
  interface Image {
    selector: string;
    html: string;
    tag: string;
    alt: string | null;
    file: string;
    title?: string;
    width: number;
    height: number;
    in_link: boolean;
    alone: boolean;
    caption: string;
    near: string[];
  }
  interface Images {
    items: Image[];
    capped: boolean;
  }
  interface LargeImage {
    selector: string;
    picture?: string;
    lines: string[] | null;
  }
  interface LargeImages {
    items: LargeImage[];
    of: number;
    text: string;
  }
  interface FixedBox {
    selector: string;
    html: string;
    width: number;
  }
  interface Offender {
    selector: string;
    html: string;
    left: number;
    right: number;
    text: boolean;
    two_ways: boolean;
    table?: boolean;
  }
  interface Layout {
    asked: string;
    screen: number;
    width: number;
    line: number;
    fixed: FixedBox | null;
    scroll_width: number;
    scrolls: boolean;
    offenders: Offender[];
  }
  interface Link {
    selector: string;
    html: string;
    name: string;
    href: string;
    target: string;
    lang: string;
    around: string;
    role?: string;
    repeats: boolean;
    within: string;
    item?: string;
    row?: string;
  }
  interface Links {
    items: Link[];
    capped: boolean;
  }
  interface Loading {
    painted: boolean;
    paint: number;
    largest: Node[];
    shift: number;
    pushed: Node[];
    blocked: number;
  }
  interface CaptionFile {
    address: string;
    status?: number | null;
    cues?: number;
    said?: number;
    until?: number;
  }
  interface Recording {
    selector: string;
    html: string;
    tag: string;
    address: string;
    shown: boolean;
    controls: boolean;
    autoplay: boolean;
    loop: boolean;
    muted: boolean;
    duration: number | null;
    endless: boolean;
    sound: boolean | null;
    tracks: string[];
    captions?: CaptionFile[];
    name: string;
    naming: string;
    lang: string;
    text: string;
    links: string[];
  }
  interface Media {
    items: Recording[];
    players: Node[];
    stops?: string[];
    capped?: boolean;
  }
  interface Moving {
    selector: string;
    html: string;
    stop: string;
  }
  interface Written {
    from: string;
    to: string;
  }
  interface Rewritten {
    selector: string;
    html: string;
    stop: string;
    from: string;
    to: string;
    around: string;
  }
  interface MotionAndOrientation {
    endless: Moving[];
    marquees: Moving[];
    moving: Moving[];
    writing: Rewritten[];
    sensors: string[];
    tilted: Node[];
    settings: Node[];
    controls: number;
    stopped: string;
  }
  interface NavigationPart {
    selector: string;
    html: string;
    part: string;
  }
  interface MenuLink {
    name: string;
    href: string;
    shown: boolean;
  }
  interface Menu {
    selector: string;
    html: string;
    part: string;
    nav: boolean;
    links: MenuLink[];
  }
  interface Search {
    selector: string;
    html: string;
    part: string;
    shown: boolean;
    button: string;
  }
  interface NavigationButton {
    selector: string;
    html: string;
    part: string;
    name: string;
  }
  interface Choice {
    selector: string;
    html: string;
    part: string;
    names: string[];
  }
  interface Navigation {
    menus: Menu[];
    searches: Search[];
    buttons: NavigationButton[];
    choices: Choice[];
    languages: string[];
    widgets: NavigationPart[];
    capped: boolean;
  }
  interface Overlay {
    selector: string;
    html: string;
    share: number;
    text: string;
    embeds: number;
    holds_main: boolean;
  }
  interface Overlays {
    items: Overlay[];
    capped: boolean;
  }
  interface Script {
    selector: string;
    html: string;
    src: string;
  }
  interface PageWeight {
    requests: number;
    bytes: number;
    opaque: number;
    scripts: Script[];
    capped: boolean;
  }
  interface PastedField {
    selector: string;
    html: string;
    type: string;
    autocomplete: string;
    passwords: number;
    by: string;
  }
  interface Pasting {
    items: PastedField[];
    stopped: string;
  }
  interface PictureLetters {
    width: number;
    height: number;
    letters: number;
    lines: number;
    tall: number;
    share: number;
    flat: number;
  }
  interface Picture {
    selector: string;
    html: string;
    kind: string;
    file: string;
    folder: string;
    alt: string;
    hidden: string;
    width: number;
    height: number;
    names: string;
    holder: string | null;
    holder_text: string;
    home: boolean;
    away: boolean;
    frame: boolean;
    caption: string;
    before: string;
    after: string;
    lone?: boolean;
    told?: boolean;
    lifted?: boolean;
    heading?: boolean;
    words?: string;
    written: number;
    repeats: boolean;
    letters: PictureLetters | null;
    same?: string;
  }
  interface Pixels {
    items: Picture[];
    capped: boolean;
  }
  interface ScriptRenderedText {
    shown: number;
    sent: number;
    unsent: Node[];
    asks: string[];
    hidden: string[];
    garbled: boolean;
    capped: boolean;
  }
  interface Scroller {
    selector: string;
    html: string;
    role: string;
    more: number;
    itself: boolean;
    inside: boolean;
    passed_by?: boolean;
    steered?: boolean;
  }
  interface Scrollers {
    items: Scroller[];
    capped: boolean;
  }
  interface MarkupFault {
    kind: string;
    tag: string;
    line: number;
    html: string;
    attribute?: string;
  }
  interface Timer {
    html: string;
    seconds: number;
  }
  interface Source {
    faults: MarkupFault[];
    timers: Timer[];
    limits?: Timer[];
    length: number;
    capped: boolean;
  }
  interface HeldSpacing {
    selector: string;
    html: string;
    kind: string;
    least: number;
  }
  interface Spacing {
    items: HeldSpacing[];
  }
  interface SpokenSkip {
    selector: string;
    html: string;
    chars: number;
    lines: number;
  }
  interface SpeechBeforeMain {
    main: Node | null;
    marked: boolean;
    chars: number;
    lines: number;
    skip: SpokenSkip | null;
  }
  interface StyledLink {
    selector: string;
    html: string;
    text: string;
    letters: number;
    in_block: number;
    in_line: number;
    colour: number[];
    beside: number[];
    cues: string[];
    hints?: string[];
    changes: boolean | null;
    crumbs: boolean;
  }
  interface Prose {
    selector: string;
    html: string;
    text: string;
    chars: number;
    rows: number;
    japanese: boolean;
    slanted: boolean;
    justified: boolean;
    capitals: boolean;
    leading: number | null;
  }
  interface ProseCounts {
    japanese: number;
    latin: number;
  }
  interface FieldGap {
    gap: number;
    framed: boolean;
    size: number;
  }
  interface StyledField {
    selector: string;
    html: string;
    type: string;
    off: boolean;
    native: boolean;
    ground: number[] | null;
    outside: number[] | null;
    edges: number[][];
    shaded: boolean;
    placeholder: string;
    hint: number[] | null;
    size: number;
    bold: boolean;
    label: FieldGap | null;
  }
  interface ColouredText {
    selector: string;
    html: string;
    text: string;
    colour: string | null;
  }
  interface UnderlinedText {
    selector: string;
    html: string;
    text: string;
  }
  interface Styles {
    links: StyledLink[];
    prose: Prose[];
    looked: ProseCounts;
    fields: StyledField[];
    coloured: ColouredText[];
    underlined: UnderlinedText[];
    attributes: number;
    capped: boolean;
  }
  interface Rotation {
    selector: string;
    html: string;
    held: string;
    turn: number;
    share: number;
  }
  interface Prompt {
    selector: string;
    html: string;
    held: string;
    text: string;
    fixed: boolean;
    alone?: boolean;
  }
  interface GeneratedText {
    selector: string;
    html: string;
    side: string;
    text: string;
    spoken: boolean;
    required: boolean;
  }
  interface Stylesheets {
    rules: number;
    rotations: Rotation[];
    prompts: Prompt[];
    generated: GeneratedText[];
  }
  interface Cover {
    selector: string;
    html: string;
    share?: number;
  }
  interface TabStop {
    selector: string;
    html: string;
    number: number;
    tag: string;
    kind: string;
    tabindex: number;
    box: number[];
    cluster: number;
    stuck: boolean;
    inside: boolean;
    several: boolean;
    writes: boolean;
    shown: string;
    ring?: number;
    off_page: boolean;
    clipped?: boolean;
    transparent: boolean;
    cover: Cover | null;
    rtl: boolean;
    back?: boolean;
  }
  interface FocusChange {
    selector: string;
    html: string;
    kind: string;
    what: string;
  }
  interface FocusTrap {
    numbers: number[];
    members: Node[];
    tried: string[];
  }
  interface PressedSkip {
    selector: string;
    html: string;
    name: string;
    href: string;
    target: string | null;
    target_shown: boolean;
    lands: boolean;
    moved: boolean;
    passed: number;
    end: boolean;
  }
  interface GuardedPart {
    selector: string;
    html: string;
    met: boolean;
    kept: boolean;
  }
  interface TabOrder {
    tabbable: number;
    complete: boolean;
    stops: TabStop[];
    lost: Node[];
    traps: FocusTrap[];
    changes: FocusChange[];
    skips: PressedSkip[];
    hidden?: GuardedPart[];
    stopped: string;
  }
  interface Table {
    selector: string;
    html: string;
    role: string;
    rows: number;
    widths: number[];
    headers: number;
    caption: string;
    summary?: string;
    nested: boolean;
    depth: number;
    fields: number;
    images: number;
    ruled: number;
    kinds: string[];
    lengths: number[][];
    cells: string[][];
    data: number;
    marks: string[];
    parts?: number;
    spans: number;
  }
  interface Tables {
    items: Table[];
    capped: boolean;
  }
  interface TextRun {
    text: string;
    looks: string[];
  }
  interface TextLead {
    text: string;
    bold: boolean;
    larger: boolean;
  }
  interface TextBlock {
    selector: string;
    html: string;
    tag: string;
    text: string;
    langs: string[];
    within: string[];
    ruby: boolean;
    bold: boolean;
    size: number;
    parent: number;
    list: number;
    lead?: TextLead;
    runs?: TextRun[];
    first_cell?: boolean;
    column?: string;
  }
  interface Text {
    items: TextBlock[];
    capped: boolean;
  }
  interface TextOverPicture {
    selector: string;
    html: string;
    at: number;
    text: string;
    size: number;
    bold: boolean;
    japanese: boolean;
    points: number;
    low: number;
    mid: number;
    high: number;
  }
  interface TextBackgrounds {
    items: TextOverPicture[];
  }
  interface ClosedText {
    selector: string;
    html: string;
    lang: string;
    text: string;
  }
  interface LanguagePart {
    selector: string;
    html: string;
    lang: string;
    text: string;
    dir: string;
  }
  interface TextByLanguage {
    lang: string;
    parts: LanguagePart[];
    closed: ClosedText[];
  }
  interface Reordered {
    selector: string;
    html: string;
    parts: number;
    written: string[];
    shown: string[];
    focus: number;
    alike: boolean;
    right_to_left: boolean;
  }
  interface Column {
    selector: string;
    html: string;
    parts: number;
    above: number[];
    below: number[];
    gap: number;
    links: number[];
    pictures: number[];
  }
  interface PlacedPart {
    words: string;
    whole: boolean;
    letters: number;
    heading: boolean;
    size: number;
    controls: number;
    box: number[];
  }
  interface Placed {
    selector: string;
    html: string;
    put: number;
    parts: PlacedPart[];
  }
  interface VisualOrder {
    items: Reordered[];
    columns: Column[];
    placed?: Placed[];
  }
  interface ZoomedText {
    selector: string;
    html: string;
    text: string;
  }
  interface CutText {
    selector: string;
    html: string;
    text: string;
    way: string;
    placed: boolean;
  }
  interface CoveredText {
    selector: string;
    html: string;
    text: string;
    by: string;
  }
  interface Window {
    width: number;
    texts: number;
    cut: CutText[];
    covered: CoveredText[];
    lines?: CutText[];
  }
  interface Zoom {
    as_it_was?: Window;
    larger?: Window;
    twice?: Window;
    spaced?: Window;
    narrow?: Layout;
    held?: ZoomedText[];
    lost?: ZoomedText[];
    stopped: string;
  }
}

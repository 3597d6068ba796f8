// A lesson's plain text as pieces: emphasis between asterisks, technical terms in brackets, which lead to the glossary, and customers, who
// wear their colour and glyph wherever they are named. It makes no markup; Words.svelte does.

export interface Piece {
  readonly text: string;
  readonly emphasis: boolean;
  /** The customer's key, if this piece is a name. */
  readonly customer: string | null;
  /** Name of the term in the glossary, if this piece is one. */
  readonly term: string | null;
}

/** A term in brackets, and in round ones its name in the glossary where the text has another form of it: see `spoken`. */
const terms = /\[([^\]]+)\](?:\(([a-z0-9-]+)\))?/;
const customers = /\b(Amal|Ben|Cho|Dina)\b/;

export function piecesOf(plain: string): Piece[] {
  const text = plain.replaceAll('€ ', '€\u00a0'); // a sum is not torn apart at the end of a line
  return text.split('*').flatMap((part, index, all) => {
    // an asterisk without a partner stands for itself
    const lone = index % 2 === 1 && index === all.length - 1;
    const emphasis = index % 2 === 1 && !lone;
    const [rest = '', ...marked] = (lone ? `*${part}` : part).split(terms);
    const pieces = named(rest, emphasis);
    for (let at = 0; at < marked.length; at += 3) {
      const [said = '', name, after = ''] = marked.slice(at, at + 3);
      pieces.push({ text: said, emphasis, customer: null, term: name ?? said.replaceAll(' ', '-') });
      pieces.push(...named(after, emphasis));
    }
    return pieces;
  });
}

const named = (text: string, emphasis: boolean): Piece[] =>
  text
    .split(customers)
    .map((piece, at) => ({ text: piece, emphasis, customer: at % 2 === 1 ? piece : null, term: null }))
    .filter((piece) => piece.text !== '');

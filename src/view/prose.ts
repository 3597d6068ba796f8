// A lesson's plain text as pieces: emphasis between asterisks, and customers, who wear their colour and glyph wherever they
// are named. It makes no markup; Words.svelte does.

export interface Piece {
  readonly text: string;
  readonly emphasis: boolean;
  /** The customer's key, if this piece is a name. */
  readonly customer: string | null;
}

const customers = /\b(Amal|Ben|Cho|Dina)\b/;

export function piecesOf(plain: string): Piece[] {
  const text = plain.replaceAll('€ ', '€\u00a0'); // a sum is not torn apart at the end of a line
  return text.split('*').flatMap((part, index, all) => {
    // an asterisk without a partner stands for itself
    const lone = index % 2 === 1 && index === all.length - 1;
    const emphasis = index % 2 === 1 && !lone;
    return (lone ? `*${part}` : part)
      .split(customers)
      .map((piece, at) => ({ text: piece, emphasis, customer: at % 2 === 1 ? piece : null }))
      .filter((piece) => piece.text !== '');
  });
}

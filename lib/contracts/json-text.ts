declare const content: unique symbol;

/** JSON text of a value of this shape, to be sent on unread. */
export type JsonText<T> = string & { readonly [content]: T };

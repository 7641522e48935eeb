declare const content: unique symbol;

/** JSON text of a value of this shape, made where the value itself never was, such as in the database. */
export type JsonText<T> = string & { readonly [content]: T };

import "server-only";
import pino from "pino";

/** The one logger: JSON lines on standard error, so that standard output stays with the commands that print. */
export const logger = pino({ level: process.env.LOG_LEVEL ?? "info", base: null }, pino.destination(2));

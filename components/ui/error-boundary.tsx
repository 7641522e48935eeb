"use client";

import { Component, type ReactNode } from "react";

type ErrorBoundaryProps = {
  /** What stands there instead when the part cannot be drawn. */
  fallback: ReactNode;
  /** What the part is drawn from: with another value it is tried again. */
  of: unknown;
  children: ReactNode;
};

/** Keeps a part of the page that cannot be drawn from taking the rest of it along. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failedOf: unknown; hasFailed: boolean }> {
  override state = { failedOf: undefined, hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(
    { of }: ErrorBoundaryProps,
    state: { failedOf: unknown; hasFailed: boolean },
  ) {
    return Object.is(of, state.failedOf) ? null : { failedOf: of, hasFailed: false };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}

package dev.touchstone.mes.domain.workorder;

/** SHA-256 of a quality scan's bytes in lower-case hexadecimal. */
public record ScanId(String sha256) {}

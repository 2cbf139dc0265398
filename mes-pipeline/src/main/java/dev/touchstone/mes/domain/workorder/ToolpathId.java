package dev.touchstone.mes.domain.workorder;

/** SHA-256 of a toolpath file's bytes in lower-case hexadecimal. The same model cut the same way has the same toolpath. */
public record ToolpathId(String sha256) {}

namespace SecretSentry.Engine.Rows;

/// <summary>The value of a telling column in one row.</summary>
/// <param name="Column">The column.</param>
/// <param name="Start">Offset of the value, with its quotes if it has any.</param>
/// <param name="End">Offset after the value.</param>
internal readonly record struct SqlCell(SqlColumn Column, int Start, int End);

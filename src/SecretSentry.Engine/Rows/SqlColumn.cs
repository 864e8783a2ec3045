using SecretSentry.Engine.Candidates;

namespace SecretSentry.Engine.Rows;

/// <summary>A column of a table whose name says that it contains credentials.</summary>
/// <param name="Index">Number of columns before it.</param>
/// <param name="Start">Offset of its name.</param>
/// <param name="End">Offset after its name.</param>
/// <param name="Stem">Number of bytes of the name before its stem.</param>
/// <param name="StemLength">Length of the stem.</param>
internal readonly record struct SqlColumn(int Index, int Start, int End, int Stem, int StemLength)
{
    /// <summary>Adds the column to a list if its name has a telling stem.</summary>
    public static void AddIfTelling(List<SqlColumn> columns, ReadOnlySpan<byte> text, int index, SqlName name)
    {
        if (NameFilter.IsPublic(text[name.Start..name.End]))
        {
            return;
        }

        var limited = text[..name.End];
        for (var offset = name.Start; offset < name.End; offset++)
        {
            if (NameStems.GetStemLength(limited, offset) is > 0 and var length)
            {
                columns.Add(new(index, name.Start, name.End, offset - name.Start, length));
                return;
            }
        }
    }
}

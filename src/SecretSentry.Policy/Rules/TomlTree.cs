using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SecretSentry.Policy.Rules;

/// <summary>
/// A TOML document as plain tables with line numbers. It is built on Tomlyn's syntax tree, which needs no reflection (so it runs under
/// Native AOT) and allows us to report unknown keys ourselves. Values are string, long, double, bool, <see cref="List{T}"/> of them, and
/// <see cref="TomlTree"/>.
/// </summary>
internal sealed class TomlTree(int line)
{
    /// <summary>Maximum length of a document. People write configuration by hand. A longer document is an attack or a mistake.</summary>
    private const int MaxLength = 4 * 1024 * 1024;

    private readonly Dictionary<string, (object Value, int Line)> _entries = new(StringComparer.Ordinal);

    /// <summary>Line of the table's header, from 1.</summary>
    public int Line { get; } = line;

    public IEnumerable<string> Keys => _entries.Keys;

    /// <exception cref="RuleFileException">The text is not TOML. The message names file, line and column.</exception>
    public static TomlTree Parse(string text, string file)
    {
        if (text.Length > MaxLength)
        {
            throw new RuleFileException($"{file}: longer than {MaxLength / 1024 / 1024} MiB; split it");
        }

        var document = SyntaxParser.Parse(text, file);
        foreach (var diagnostic in document.Diagnostics)
        {
            if (diagnostic.Kind == DiagnosticMessageKind.Error)
            {
                var start = diagnostic.Span.Start;
                throw new RuleFileException($"{file}:{start.Line + 1}:{start.Column + 1}: not valid TOML: {diagnostic.Message}");
            }
        }

        var root = new TomlTree(1);
        root.AddAll(document.KeyValues);
        foreach (var table in document.Tables)
        {
            root.Open(SplitKey(table.Name!), table is TableArraySyntax, GetLine(table)).AddAll(table.Items);
        }

        return root;
    }

    public object? Value(string key) => _entries.TryGetValue(key, out var entry) ? entry.Value : null;

    public int GetLine(string key) => _entries.TryGetValue(key, out var entry) ? entry.Line : Line;

    /// <summary>
    /// Returns the tables of <paramref name="key"/>: from <c>[[key]]</c>, from <c>[key]</c>, or from an array of inline tables.
    /// </summary>
    public IEnumerable<TomlTree> GetTables(string key) => Value(key) switch
    {
        TomlTree table => [table],
        List<object> many => many.OfType<TomlTree>(),
        _ => [],
    };

    private TomlTree Open(List<string> path, bool isArray, int line)
    {
        var table = this;
        for (var i = 0; i < path.Count; i++)
        {
            var isLast = i == path.Count - 1;
            table = isLast && isArray ? table.AppendTo(path[i], line) : table.GetOrAddTable(path[i], line);
        }

        return table;
    }

    private TomlTree AppendTo(string key, int line)
    {
        var added = new TomlTree(line);
        if (Value(key) is List<object> list)
        {
            list.Add(added);
        }
        else
        {
            _entries[key] = (new List<object> { added }, line);
        }

        return added;
    }

    private TomlTree GetOrAddTable(string key, int line)
    {
        switch (Value(key))
        {
            case TomlTree table:
                return table;
            case List<object> list when list.Count > 0 && list[^1] is TomlTree last:
                return last; // [rules.allowlist] belongs to the latest [[rules]]
            default:
                var added = new TomlTree(line);
                _entries[key] = (added, line);
                return added;
        }
    }

    private void AddAll(SyntaxList<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            var path = SplitKey(item.Key!);
            Open(path[..^1], false, GetLine(item))._entries[path[^1]] = (ConvertValue(item.Value!), GetLine(item));
        }
    }

    private static object ConvertValue(ValueSyntax value)
    {
        switch (value)
        {
            case StringValueSyntax text:
                return text.Value ?? "";
            case IntegerValueSyntax number:
                return number.Value;
            case FloatValueSyntax number:
                return number.Value;
            case BooleanValueSyntax flag:
                return flag.Value;
            case ArraySyntax array:
                var list = new List<object>();
                foreach (var item in array.Items)
                {
                    list.Add(ConvertValue(item.Value!));
                }

                return list;
            case InlineTableSyntax inline:
                var table = new TomlTree(GetLine(inline));
                foreach (var item in inline.Items)
                {
                    var path = SplitKey(item.KeyValue!.Key!);
                    table.Open(path[..^1], false, table.Line)._entries[path[^1]] = (ConvertValue(item.KeyValue.Value!), table.Line);
                }

                return table;
            default:
                return value.ToString() ?? "";
        }
    }

    private static List<string> SplitKey(KeySyntax key)
    {
        var parts = new List<string> { Part(key.Key!) };
        foreach (var dotted in key.DotKeys)
        {
            parts.Add(Part(dotted.Key!));
        }

        return parts;
    }

    private static string Part(BareKeyOrStringValueSyntax part) => part switch
    {
        BareKeySyntax bare => bare.Key?.Text ?? "",
        StringValueSyntax text => text.Value ?? "",
        _ => part.ToString()?.Trim() ?? "",
    };

    private static int GetLine(SyntaxNode node) => node.Span.Start.Line + 1;
}

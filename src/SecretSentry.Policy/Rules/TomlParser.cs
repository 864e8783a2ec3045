using System.Globalization;
using SecretSentry.Files;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SecretSentry.Policy.Rules;

/// <summary>
/// Parses TOML into plain tables. It is built on Tomlyn's syntax tree, which needs no reflection (so it runs under Native AOT) and allows
/// us to report unknown keys ourselves.
/// </summary>
internal static class TomlParser
{
    /// <summary>Maximum length of a document. People write configuration by hand. A longer document is an attack or a mistake.</summary>
    private static int MaxLength => Budgets.Configuration.Length;

    /// <summary>Returns the table at the top of a document.</summary>
    /// <param name="text">TOML.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <exception cref="RuleFileException">The text is not TOML. The message names file, line and column.</exception>
    public static TomlTree Parse(string text, string file)
    {
        if (text.Length > MaxLength)
        {
            throw new RuleFileException($"{file}: larger than {MaxLength / 1024 / 1024} MiB; split the file");
        }

        var document = ParseSyntax(text, file);
        foreach (var diagnostic in document.Diagnostics)
        {
            if (diagnostic.Kind == DiagnosticMessageKind.Error)
            {
                var start = diagnostic.Span.Start;

                // The library's message quotes the file.
                throw new RuleFileException(string.Create(CultureInfo.InvariantCulture,
                    $"{file}:{start.Line + 1}:{start.Column + 1}: not valid TOML"));
            }
        }

        var root = new TomlTree(file, 1);
        AddAll(root, document.KeyValues);
        foreach (var table in document.Tables)
        {
            AddAll(root.Open(SplitKey(table.Name!), table is TableArraySyntax, GetLine(table)), table.Items);
        }

        return root;
    }

    /// <summary>Tomlyn reports some errors in its own ways, such as its limit for the depth of tables and arrays.</summary>
    private static DocumentSyntax ParseSyntax(string text, string file)
    {
        try
        {
            return SyntaxParser.Parse(text, file);
        }
        catch (Tomlyn.TomlException)
        {
            throw new RuleFileException($"{file}: its tables or arrays are nested too deep; the limit is 64");
        }
        catch (ArgumentOutOfRangeException)
        {
            // Tomlyn notes that an escape such as \U00110000 is not valid, and then decodes it to show it.
            throw new RuleFileException($"{file}: not valid TOML: an escape names no character; the last one is \\U0010FFFF");
        }
    }

    private static void AddAll(TomlTree table, SyntaxList<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            Add(table, item, GetLine(item));
        }
    }

    private static void Add(TomlTree table, KeyValueSyntax item, int line)
    {
        var path = SplitKey(item.Key!);
        table.Open(path[..^1], false, line).Set(path[^1], ConvertValue(item.Value!, table.File), line);
    }

    private static object ConvertValue(ValueSyntax value, string file)
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
                    list.Add(ConvertValue(item.Value!, file));
                }

                return list;
            case InlineTableSyntax inline:
                var line = GetLine(inline);
                var table = new TomlTree(file, line);
                foreach (var item in inline.Items)
                {
                    Add(table, item.KeyValue!, line);
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

using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Text;

/// <summary>
/// A piece of text with holes. <c>{{name:argument}}</c> is filled by the writer, <c>{{a|b|}}</c> is one of the texts between the bars,
/// <c>↵</c> begins a new line. Holes may carry a number: <c>{{n2}}</c> is the name that belongs to the value <c>{{v2}}</c>.
/// </summary>
internal sealed class Template
{
    private static readonly ConcurrentDictionary<string, Template> Cache = new(StringComparer.Ordinal);

    private Template(string source)
    {
        Source = source;
        var parts = ImmutableArray.CreateBuilder<Part>();
        var index = 0;
        while (index < source.Length)
        {
            var open = FindHole(source, index);
            if (open > index)
            {
                parts.Add(new Literal(source[index..open].Replace('↵', '\n')));
            }

            if (open == source.Length)
            {
                break;
            }

            var close = source.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                throw new FormatException($"A hole is not closed: {source}");
            }

            parts.Add(Parse(source[(open + 2)..close]));
            index = close + 2;
        }

        Parts = parts.ToImmutable();
    }

    public string Source { get; }

    public ImmutableArray<Part> Parts { get; }

    public static Template Get(string source) => Cache.GetOrAdd(source, static text => new(text));

    /// <summary>Returns the offset of the next hole. Single braces, and braces before a blank, a dot or a quote, are text.</summary>
    private static int FindHole(string source, int index)
    {
        for (; index + 2 < source.Length; index++)
        {
            if (source[index] == '{' && source[index + 1] == '{' && !" {}.\"'\n↵".Contains(source[index + 2], StringComparison.Ordinal))
            {
                return index;
            }
        }

        return source.Length;
    }

    private static Part Parse(string hole)
    {
        if (hole.Contains('|', StringComparison.Ordinal))
        {
            return new Choice([.. hole.Replace('↵', '\n').Split('|')]);
        }

        var colon = hole.IndexOf(':', StringComparison.Ordinal);
        var (name, argument) = colon < 0 ? (hole, "") : (hole[..colon], hole[(colon + 1)..]);
        var letters = name.TrimEnd('1', '2', '3', '4');
        return new Hole(letters, letters.Length == name.Length ? 0 : name[^1] - '0', argument);
    }
}

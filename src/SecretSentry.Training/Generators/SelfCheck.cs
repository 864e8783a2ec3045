using System.Security.Cryptography;
using System.Text;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Contexts;
using SecretSentry.Training.Generators.Text;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators;

/// <summary>Checks the guarantees of the generator, and counts what it makes.</summary>
internal static class SelfCheck
{
    private const int Files = 20_000;

    public static int Run(TextWriter output)
    {
        var (first, second) = (Digest(), Digest());
        output.WriteLine($"SHA-256 {first}{(first == second ? "" : ", then " + second)}");
        var lost = Everyday.Names.Union(WrittenDown.Names).Except(Languages.All.Select(language => language.Name));
        var faults = GeneratedTexts.Make(1, Files).SelectMany(FindFaults).Concat(Languages.All.SelectMany(FindFaults))
            .Concat(lost.Select(name => $"Lines of every day for no language: {name}")).Take(20).ToArray();
        foreach (var fault in faults)
        {
            output.WriteLine(fault);
        }

        Count(output);
        return first == second && faults.Length == 0 ? 0 : 1;
    }

    /// <summary>Prints files with their values marked.</summary>
    public static int Show(TextWriter output, int seed, int files)
    {
        foreach (var text in GeneratedTexts.Make(seed, files))
        {
            output.WriteLine($"===== {text.Path} ({text.Generator})");
            var offset = 0;
            foreach (var span in text.Spans)
            {
                output.Write(Encoding.UTF8.GetString(text.Content, offset, span.Start - offset));
                output.Write($"⟦{span.Label.ToString()[0]}/{span.Kind}:{Encoding.UTF8.GetString(text.Content, span.Start, span.Length)}⟧");
                offset = span.Start + span.Length;
            }

            output.WriteLine(Encoding.UTF8.GetString(text.Content, offset, text.Content.Length - offset));
        }

        return 0;
    }

    private static string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in GeneratedTexts.Make(1, Files))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text.Path));
            hash.AppendData(text.Content);
            foreach (var span in text.Spans)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(span.ToString()));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Returns spans that are outside the content, empty, out of order, or that split a character.</summary>
    private static IEnumerable<string> FindFaults(LabelledText text)
    {
        var end = 0;
        foreach (var span in text.Spans)
        {
            var inside = span.Start >= end && span.Length > 0 && span.Start + span.Length <= text.Content.Length;
            if (!inside || IsContinuation(text, span.Start) || IsContinuation(text, span.Start + span.Length))
            {
                yield return $"fault: {text.Path} {span}";
            }

            end = span.Start + span.Length;
        }
    }

    /// <summary>Returns templates that cannot be filled. The files might not contain a rare one.</summary>
    private static IEnumerable<string> FindFaults(Language language)
    {
        var dice = new Dice(1, language.Name.Length);
        var frames = language.Frames.Concat(language.Embeddings.Select(embedding => embedding.Frame));
        string[] templates = [.. language.Snippets, .. language.Fillers, .. frames];
        foreach (var template in templates)
        {
            var failure = "";
            try
            {
                new TemplateFiller(dice, language, FileStyle.Draw(dice, language, Role.Source)).Fill(template);
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException)
            {
                failure = $"fault: {language.Name}: {template}: {e.Message}";
            }

            if (failure.Length > 0)
            {
                yield return failure;
            }
        }
    }

    private static bool IsContinuation(LabelledText text, int offset) =>
        offset < text.Content.Length && (text.Content[offset] & 0xC0) == 0x80;

    private static void Count(TextWriter output)
    {
        var texts = GeneratedTexts.Make(1, Files).ToArray();
        var spans = texts.SelectMany(text => text.Spans).ToArray();
        output.WriteLine($"{texts.Length} files, {texts.Sum(text => (long)text.Content.Length) >> 10} KB, {spans.Length} values");
        var contexts = Languages.All.SelectMany(language => language.Snippets).Distinct(StringComparer.Ordinal).Count(HasValue);
        output.WriteLine($"{Languages.All.Length} languages, {contexts} contexts");
        WriteTable(output, "label", spans.Select(span => span.Label.ToString()));
        WriteTable(output, "kind", spans.Select(span => $"{span.Label} {span.Kind}"));
        WriteTable(output, "context", texts.Select(text => text.Generator));
        WriteTable(output, "length of secrets", spans.Where(span => span.Label == Label.Secret).Select(span => $"{span.Length / 8 * 8,4}"));
    }

    private static bool HasValue(string template) => Template.Get(template).Parts.OfType<Hole>().Any(hole => hole.IsValue);

    private static void WriteTable(TextWriter output, string title, IEnumerable<string> items)
    {
        var counts = items.CountBy(item => item, StringComparer.Ordinal).ToArray();
        var total = counts.Sum(count => count.Value);
        output.WriteLine($"\nby {title}: {counts.Length}");
        foreach (var (item, count) in counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {count,8} {count * 1000L / total / 10.0,5:F1} %  {item}");
        }
    }
}

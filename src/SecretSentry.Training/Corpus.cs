using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Training.Generators;
using SecretSentry.Training.Labels;
using SecretSentry.Training.Rows;
using Label = SecretSentry.Training.Labels.Label;

namespace SecretSentry.Training;

/// <summary>Makes rows from texts. Line numbers count across all texts.</summary>
internal sealed class Corpus(RowMaker maker) : IDisposable
{
    /// <summary>
    /// Repositories whose tests contain dozens of random tokens that nobody reviewed. They are neither trained on nor counted.
    /// </summary>
    private static readonly HashSet<string> SetAside = new(["c8acf322"], StringComparer.Ordinal);

    private const int MostAlike = 12;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _lines;
    private int _files;

    /// <summary>The rows made so far.</summary>
    public List<Row> Rows { get; } = [];

    /// <summary>Returns the number of texts that were added, and the SHA-256 of their paths and contents in order.</summary>
    public string FormatManifest() =>
        string.Create(CultureInfo.InvariantCulture, $"{_files} files, SHA-256 {Convert.ToHexStringLower(_hash.GetCurrentHash())}");

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    /// <summary>Adds labelled code. A line that nobody reviewed counts as no secret, as it does in the scores.</summary>
    public void Add(LabelledCode code)
    {
        foreach (var file in code.EnumerateFiles())
        {
            AddFile(code.Read(file), file, LabelledCode.GetGroup(file), (line, value) =>
            {
                var (kind, unit, isReviewed, name) = code.Judge(file, line, value);
                var isAside = !isReviewed && SetAside.Contains(LabelledCode.GetGroup(file));
                return isAside ? new(Class.Unknown, -2, 1, name) : new(kind, unit, 1, name);
            });
        }
    }

    /// <summary>
    /// Adds ordinary code, whose candidates are no secrets. In tests, documents and examples this is uncertain, so they have little weight.
    /// </summary>
    public void AddOrdinary(string project, int interval, float exampleWeight)
    {
        var number = 0;
        foreach (var (path, content) in OrdinaryCode.EnumerateTexts(project))
        {
            if (number++ % interval == 0)
            {
                var weight = PathFacts.Create(path).IsExample ? exampleWeight : 1;
                var first = Rows.Count;
                AddFile(content, path, "ordinary", (_, _) => new(Class.Other, -1, weight, "ordinary"));
                ShareWeight(first);
            }
        }
    }

    /// <summary>
    /// Limits the weight of rows of one file whose names are alike: together they weigh at most as much as <see cref="MostAlike"/> rows. A
    /// table of two thousand test vectors is one fact.
    /// </summary>
    private void ShareWeight(int first)
    {
        var groups = Enumerable.Range(first, Rows.Count - first)
            .GroupBy(row => string.Join(' ', Rows[row].Features[(int)Feature.NamePassword..((int)Feature.Operator + 1)]));
        foreach (var alike in groups.Select(group => group.ToArray()).Where(alike => alike.Length > MostAlike))
        {
            foreach (var row in alike)
            {
                Rows[row] = Rows[row] with { Weight = Rows[row].Weight * MostAlike / alike.Length };
            }
        }
    }

    /// <summary>
    /// Adds the changed lines of copies with human passwords. The rows count for the same labelled lines as the originals.
    /// </summary>
    public void AddWordCopies(LabelledCode code, int seed, float weight) =>
        AddCopies(code, file => WordCopies.Create(code, file, seed),
            (file, line) => new(Class.Secret, code.GetUnit(file, line), weight, "word"));

    /// <summary>Adds the changed lines of copies whose values are no secrets.</summary>
    public void AddSampleCopies(LabelledCode code, int seed, float weight) =>
        AddCopies(code, file => SampleCopies.Create(code, file, seed), (_, _) => new(Class.Other, -1, weight, "sample"));

    private void AddCopies(LabelledCode code, Func<string, (byte[] Content, HashSet<int> Lines)?> copy, Func<string, int, Decision> decide)
    {
        foreach (var file in code.EnumerateFiles())
        {
            if (copy(file) is var (content, lines))
            {
                AddFile(content, file, LabelledCode.GetGroup(file), (line, _) => lines.Contains(line) ? decide(file, line) : default);
            }
        }
    }

    /// <summary>Adds occurrences in ordinary code with other values, as <see cref="Transplants"/> makes them.</summary>
    public void AddTransplants(string project, int interval, int seed, float weight, float exampleWeight)
    {
        var transplants = new Transplants(maker, seed);
        var number = 0;
        foreach (var (path, content) in OrdinaryCode.EnumerateTexts(project).Where(_ => number++ % interval == interval - 1))
        {
            foreach (var text in transplants.EnumerateTexts(path, content))
            {
                AddGenerated(text, PathFacts.Create(path).IsExample ? exampleWeight : weight);
            }
        }
    }

    /// <summary>Adds generated text.</summary>
    public void AddGenerated(int seed, int files, float weight)
    {
        foreach (var text in GeneratedTexts.Make(seed, files))
        {
            AddGenerated(text, weight);
        }
    }

    /// <summary>Adds generated notes.</summary>
    public void AddNotes(int seed, int files, float weight)
    {
        foreach (var text in GeneratedTexts.MakeNotes(seed, files))
        {
            AddGenerated(text, weight);
        }
    }

    /// <summary>
    /// Adds the candidates of a generated text. A candidate has the label of the span that it overlaps. One that overlaps a secret but
    /// begins elsewhere is not trained on.
    /// </summary>
    private void AddGenerated(LabelledText text, float weight)
    {
        RecordFile(text.Path, text.Content);
        foreach (var candidate in maker.Extract(text.Content, text.Path))
        {
            var span = text.Spans.FirstOrDefault(span => candidate.Start < span.Start + span.Length && span.Start < candidate.End);
            var kind = span.Length == 0 ? Class.Unknown : GetClass(span, candidate.Start);
            if (kind != Class.Unknown)
            {
                Add(new(text.Content, text.Path, "generated"), candidate, _lines++, 0, new(kind, -1, weight, span.Kind));
            }
        }
    }

    private static Class GetClass(LabelledSpan span, int start) => span.Label switch
    {
        Label.Secret => Math.Abs(start - span.Start) <= 2 ? Class.Secret : Class.Unknown,
        Label.Placeholder => Class.Placeholder,
        _ => Class.Other,
    };

    private void AddFile(byte[] content, string path, string group, Func<int, byte[], Decision> judge)
    {
        RecordFile(path, content);
        var lines = new LineIndex(content);
        var numbers = new Dictionary<int, int>();
        foreach (var candidate in maker.Extract(content, path))
        {
            var line = lines.GetLine(candidate.Start);
            if (judge(line, content[candidate.Start..candidate.End]) is not { Weight: > 0 } decision)
            {
                continue;
            }

            if (!numbers.TryGetValue(line, out var number))
            {
                numbers[line] = number = _lines++;
            }

            Add(new(content, path, group), candidate, number, line, decision);
        }
    }

    private void Add(Source source, in NamedValue candidate, int number, int line, Decision decision)
    {
        var features = maker.ComputeFeatures(source.Content, source.Path, candidate);
        Rows.Add(new(features, decision.Class, decision.Weight, source.Group, number, decision.Unit, decision.Kind,
            new(source.Path, line, candidate.Start, candidate.End - candidate.Start)));
    }

    private void RecordFile(string path, byte[] content)
    {
        _files++;
        _hash.AppendData(Encoding.UTF8.GetBytes(path + "\0"));
        _hash.AppendData(content);
    }

    /// <summary>A text, and the repository or source that it comes from.</summary>
    private readonly record struct Source(byte[] Content, string Path, string Group);

    /// <summary>The class of a candidate. Without weight the candidate is left out.</summary>
    private readonly record struct Decision(Class Class, int Unit, float Weight, string Kind);
}

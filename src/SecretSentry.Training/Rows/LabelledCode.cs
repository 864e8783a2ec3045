using System.Text;
using System.Text.Json;

namespace SecretSentry.Training.Rows;

/// <summary>A folder of real code with labels by line: <c>files/</c> and <c>labels.jsonl</c>, as shared/corpora describes them.</summary>
internal sealed class LabelledCode
{
    private readonly Dictionary<string, List<LineLabel>> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, int), int> _units = [];
    private readonly string _root;

    public LabelledCode(string root)
    {
        _root = root;
        foreach (var line in File.ReadLines(Path.Combine(root, "labels.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            if (LineLabel.Read(json.RootElement) is { } label)
            {
                if (!_labels.TryGetValue(label.File, out var all))
                {
                    _labels[label.File] = all = [];
                }

                all.Add(label);
                if (label.IsCounted && _units.TryAdd((label.File, label.Line), _units.Count))
                {
                    UnitGroups.Add(GetGroup(label.File));
                    UnitKinds.Add(label.Kind);
                }
            }
        }
    }

    /// <summary>The repository of each labelled line that counts.</summary>
    public List<string> UnitGroups { get; } = [];

    /// <summary>The kind of each labelled line that counts.</summary>
    public List<string> UnitKinds { get; } = [];

    /// <summary>The first label of each labelled line that counts: file and line.</summary>
    public IEnumerable<(string File, int Line)> Units => _units.Keys;

    /// <summary>Returns all files, by name.</summary>
    public IEnumerable<string> EnumerateFiles()
    {
        var root = Path.Combine(_root, "files");
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path))
            .Order(StringComparer.Ordinal);
    }

    public byte[] Read(string file) => File.ReadAllBytes(Path.Combine(_root, "files", file));

    public IReadOnlyList<LineLabel> GetLabels(string file) => _labels.TryGetValue(file, out var all) ? all : [];

    public static string GetGroup(string file) => file.Split('/')[0];

    /// <summary>Returns the number of a labelled line that counts.</summary>
    public int GetUnit(string file, int line) => _units.GetValueOrDefault((file, line), -2);

    /// <summary>Returns the class of a value on a line, and the labelled line that it belongs to.</summary>
    public (Class Class, int Unit, bool IsReviewed, string Kind) Judge(string file, int line, ReadOnlySpan<byte> value)
    {
        var (isSoft, isSample, isFalse, isPositive, kind) = (false, false, false, false, "");
        var text = Encoding.UTF8.GetString(value);
        var unit = -1;
        foreach (var label in GetLabels(file))
        {
            if (line < label.Line || line > label.End)
            {
                continue;
            }

            kind = label.Kind;
            if (label.IsCounted)
            {
                unit = unit < 0 ? _units[(file, label.Line)] : unit;
                isPositive |= label.Value.Length == 0 || Overlap(label.Value, text);
            }

            isSoft |= label.IsSecret && !label.IsCounted;
            isSample |= label.IsSample;
            isFalse |= !label.IsSecret;
        }

        return unit >= 0 ? (isPositive ? Class.Secret : Class.Unknown, unit, true, kind)
            : isSoft ? (Class.Unknown, -2, true, kind)
            : isSample ? (Class.Placeholder, -1, true, kind)
            : (Class.Other, -1, isFalse, kind);
    }

    private static bool Overlap(string label, string value) =>
        value.Contains(label, StringComparison.Ordinal) || (value.Length >= 3 && label.Contains(value, StringComparison.Ordinal))
        || (label.Length >= 8 && value.Length >= 8 && label.AsSpan(0, 8).SequenceEqual(value.AsSpan(0, 8)));
}

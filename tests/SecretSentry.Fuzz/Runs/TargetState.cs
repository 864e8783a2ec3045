using System.Security.Cryptography;
using System.Text.Json;

namespace SecretSentry.Fuzz.Runs;

/// <summary>
/// What is kept of a target between runs, in a folder of its own: <c>corpus</c> with inputs that brought something new, <c>failures</c>,
/// <c>mended</c> with inputs that failed once, <c>current</c> with the input that is being read, and the counts in <c>state.json</c>.
/// </summary>
internal sealed class TargetState
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    private readonly string _folder;

    public TargetState(string root, string name)
    {
        _folder = Path.Combine(root, "targets", name);
        foreach (var inner in new[] { "corpus", "failures", "mended" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, inner));
        }

        var file = Path.Combine(_folder, "state.json");
        Counts = File.Exists(file) ? JsonSerializer.Deserialize<TargetCounts>(File.ReadAllBytes(file))! : new();
    }

    /// <summary>The counts of all runs.</summary>
    public TargetCounts Counts { get; }

    /// <summary>File of the input that is being read.</summary>
    public string Current => Path.Combine(_folder, "current");

    /// <summary>Number of kinds of failures that are not mended.</summary>
    public int Failures => Directory.GetFiles(Path.Combine(_folder, "failures"), "*.input").Length;

    /// <summary>Number of kinds of failures that do not occur any more.</summary>
    public int Mended => Directory.GetFiles(Path.Combine(_folder, "mended"), "*.input").Length;

    /// <summary>Inputs of earlier runs: the corpus, then those that failed once.</summary>
    public IEnumerable<byte[]> ReadCorpus() => new[] { "corpus", "mended" }
        .SelectMany(inner => Directory.GetFiles(Path.Combine(_folder, inner))
            .Where(file => !file.EndsWith(".txt", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)).Select(File.ReadAllBytes);

    /// <summary>Inputs that failed in earlier runs, by the name of their kind.</summary>
    public IEnumerable<(string Name, byte[] Input)> ReadFailures() =>
        Directory.GetFiles(Path.Combine(_folder, "failures"), "*.input").Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file)));

    public void AddToCorpus(ReadOnlySpan<byte> input)
    {
        using var file = File.Create(Path.Combine(_folder, "corpus", Convert.ToHexStringLower(SHA256.HashData(input))[..16]));
        file.Write(input);
    }

    /// <summary>Keeps a failure, unless one of its kind is there. A shorter input replaces a longer one.</summary>
    public bool AddFailure(Failure failure, ReadOnlySpan<byte> input)
    {
        var file = Path.Combine(_folder, "failures", failure.Name + ".input");
        var isNew = !File.Exists(file);
        if (isNew || new FileInfo(file).Length > input.Length)
        {
            File.WriteAllBytes(file, input);
            File.WriteAllText(Path.ChangeExtension(file, "txt"), failure.Text);
        }

        return isNew;
    }

    /// <summary>Notes that the input of a failure does not fail any more.</summary>
    public void Mend(string name)
    {
        foreach (var ending in new[] { ".input", ".txt" })
        {
            File.Move(Path.Combine(_folder, "failures", name + ending), Path.Combine(_folder, "mended", name + ending), overwrite: true);
        }
    }

    public void Save()
    {
        var file = Path.Combine(_folder, "state.json");
        File.WriteAllBytes(file + ".part", JsonSerializer.SerializeToUtf8Bytes(Counts, Options));
        File.Move(file + ".part", file, overwrite: true);
    }
}

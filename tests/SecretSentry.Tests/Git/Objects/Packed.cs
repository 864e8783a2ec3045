using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace SecretSentry.Tests.Git.Objects;

/// <summary>Makes repositories whose packs contain many kinds of entries.</summary>
[UnsupportedOSPlatform("windows")]
internal static class Packed
{
    /// <summary>
    /// Fills a repository and packs it into one pack. It contains files that change a little in each of 30 commits, one file that does not
    /// compress, and a tag. Returns the pack's path.
    /// </summary>
    public static string Fill(TempRepository repository, params string[] repackArguments)
    {
        var text = string.Concat(Enumerable.Range(0, 400)
            .Select(i => $"line {i} of a text that is long enough to make deltas worth while\n"));
        var noise = new byte[5000];
        new Random(1).NextBytes(noise);
        File.WriteAllBytes(repository.PathOf("noise.bin"), noise);
        for (var i = 0; i < 30; i++)
        {
            repository.Write("a.txt", text.Replace($"line {i * 7} ", $"changed {i} ", StringComparison.Ordinal));
            repository.Write($"dir/sub{i % 4}/f{i}.txt", $"{i}\n{text[..(i * 100)]}");
            repository.Git("add", "-A");
            repository.Git("commit", "-q", "-m", $"commit {i}");
        }

        repository.Git("tag", "-a", "v1", "-m", "a tag");
        repository.Git([.. repackArguments.TakeWhile(a => a == "-c" || a.Contains('=', StringComparison.Ordinal)), "repack", "-q", "-a",
            "-d", "-f", "--depth=50", "--window=50",
            .. repackArguments.SkipWhile(a => a == "-c" || a.Contains('=', StringComparison.Ordinal))]);
        return Corrupt.SinglePack(repository);
    }

    public static IEnumerable<string> Listed(TempRepository repository) =>
        repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").Split('\n');

    /// <summary>Returns a pack or index with changed bytes and a correct checksum at its end.</summary>
    public static byte[] Sealed(byte[] file)
    {
        CryptographicOperations.HashData(HashAlgorithmName.SHA1, file.AsSpan(0, file.Length - 20)).CopyTo(file.AsSpan(file.Length - 20));
        return file;
    }
}

using System.Runtime.Versioning;

namespace SecretSentry.Tests.Git;

/// <summary>Damages loose objects, and makes packs writable for tests that damage them.</summary>
[UnsupportedOSPlatform("windows")]
internal static class Corrupt
{
    public static string PathOf(TempRepository repository, string id) => repository.PathOf($".git/objects/{id[..2]}/{id[2..]}");

    /// <summary>Damages the content of a loose object. Its header stays readable.</summary>
    public static void LooseObject(TempRepository repository, string id)
    {
        var path = PathOf(repository, id);
        File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
        var bytes = File.ReadAllBytes(path);
        for (var i = bytes.Length / 2; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x5A;
        }

        File.WriteAllBytes(path, bytes);
    }

    public static string SinglePack(TempRepository repository)
    {
        var pack = Directory.GetFiles(repository.PathOf(".git/objects/pack"), "*.pack").Single();
        File.SetUnixFileMode(pack, (UnixFileMode)0b110_100_100);
        File.SetUnixFileMode(Path.ChangeExtension(pack, "idx"), (UnixFileMode)0b110_100_100);
        return pack;
    }
}

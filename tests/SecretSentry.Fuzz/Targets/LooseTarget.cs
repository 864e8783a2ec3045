using System.IO.Compression;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>
/// A loose object. The input is what is compressed, so that most inputs are zlib streams; every fourth is the file itself.
/// </summary>
internal sealed class LooseTarget : FuzzTarget
{
    private readonly LooseReader _reader = new(ObjectFormat.Sha1);
    private string _path = "";

    public override string Name => "loose-object";

    public override IReadOnlyList<string> Words => ["blob ", "tree ", "commit ", "tag ", "\0", "2147483647", "9223372036854775807", "-1"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _path = Path.Combine(seeds.MakeFolder("loose"), "object");
        yield return FromText("0blob 3\0abc");
        yield return FromText("1commit 0\0");
        yield return [2, .. Compress(FromText("tree 2\0ab"))];
        yield return [2, .. Compress(FromText("blob 99999999999\0ab"))];
    }

    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        File.WriteAllBytes(_path, (input[0] & 3) == 2 ? input[1..] : Compress(input[1..]));
        try
        {
            _ = _reader.ReadHead(_path);
        }
        catch (DamagedException)
        {
            Require(IsRefused(), "an object without a header is read");
            return;
        }

        _ = IsRefused();
        ReadStream();
    }

    private bool IsRefused()
    {
        try
        {
            _ = _reader.Read(_path, default, out _);
            return false;
        }
        catch (DamagedException)
        {
            return true;
        }
    }

    private void ReadStream()
    {
        try
        {
            using var stream = LooseReader.Open(_path, out var length);
            using var counted = new CountedStream(stream, length);
            counted.CopyTo(Stream.Null);
        }
        catch (Exception e) when (e is DamagedException or IOException or InvalidDataException)
        {
            return;
        }
    }

    private static byte[] Compress(byte[] content)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return output.ToArray();
    }
}

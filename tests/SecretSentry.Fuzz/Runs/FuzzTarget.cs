using System.Text;
using SecretSentry.Fuzz.Seeds;

namespace SecretSentry.Fuzz.Runs;

/// <summary>
/// One parser of foreign bytes. A target is used by one thread. An input is allowed to be refused as the parser documents it; the target
/// catches exactly that. Every other exception is a failure, and so is an answer that differs from that of a slow reader.
/// </summary>
internal abstract class FuzzTarget
{
    /// <summary>Name on the command line and in the report.</summary>
    public abstract string Name { get; }

    /// <summary>Words of the format, which are inserted as a whole.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>Length of the longest input in bytes.</summary>
    public virtual int MaxLength => 2048;

    /// <summary>Bytes of managed memory that an input of a length may allocate.</summary>
    public virtual long LimitMemory(int length) => (4 << 20) + (4096L * length);

    /// <summary>Whether the target runs with <c>all</c>.</summary>
    public virtual bool IsListed => true;

    /// <summary>Returns the inputs to begin with, from real files where there are any.</summary>
    public abstract IEnumerable<byte[]> MakeSeeds(SeedFolder seeds);

    /// <summary>Makes checksums and lengths of a changed input right, so that it gets past them. Called for most inputs.</summary>
    public virtual void Repair(Span<byte> input)
    {
    }

    /// <summary>Reads an input.</summary>
    public abstract void Run(byte[] input);

    /// <exception cref="BrokenPromiseException">The condition does not hold.</exception>
    protected static void Require(bool condition, string promise)
    {
        if (!condition)
        {
            throw new BrokenPromiseException(promise);
        }
    }

    protected static byte[] FromText(string text) => Encoding.UTF8.GetBytes(text);
}

using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Search;

namespace SecretSentry.Benchmarks;

/// <summary>Runs a kernel alone, on parts of a content as a scan does.</summary>
internal sealed class KernelParts(RuleSet rules, Kernel kernel)
{
    private readonly ushort[] _positions = new ushort[OccurrenceFinder.PartLength + Kernel.Slack];

    /// <summary>Searches all whole blocks. <paramref name="tell"/> receives the offsets of candidate bits.</summary>
    public void Run(byte[] content, Action<int>? tell)
    {
        const int most = OccurrenceFinder.PartLength / Kernel.BlockLength;
        for (int from = 0, left = (content.Length - Kernel.Overreach) / Kernel.BlockLength; left > 0; from += OccurrenceFinder.PartLength,
            left -= most)
        {
            foreach (var table in rules.GetLiterals(kernel.Lookup).Tables)
            {
                var count = kernel.Find(ref content[from], Math.Min(left, most), table, _positions);
                for (var i = 0; tell is not null && i < count; i++)
                {
                    tell(from + _positions[i]);
                }
            }
        }
    }
}

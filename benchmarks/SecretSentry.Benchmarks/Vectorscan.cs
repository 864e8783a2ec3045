using System.Runtime.InteropServices;

namespace SecretSentry.Benchmarks;

/// <summary>
/// The regexes of a rule set in Debian's Vectorscan (libhs, https://www.vectorcamp.gr/vectorscan/), compiled together in block mode. Every
/// match is counted once for each content and regex (single match). It has no groups, entropy, allow-lists or overlaps.
/// </summary>
internal sealed partial class Vectorscan : IDisposable
{
    private const uint CaselessNone = 0;
    private const uint SingleMatch = 8;
    private const uint BlockMode = 1;

    private readonly nint _database;
    private readonly nint _scratch;

    private Vectorscan(nint database, nint scratch, int accepted) => (_database, _scratch, Accepted) = (database, scratch, accepted);

    /// <summary>Number of regexes that it compiled.</summary>
    public int Accepted { get; }

    /// <summary>Compiles the regexes. Returns null when the library is not installed.</summary>
    public static Vectorscan? TryCompile(IEnumerable<string> regexes)
    {
        if (!NativeLibrary.TryLoad("libhs.so.5", out _))
        {
            return null;
        }

        var accepted = regexes.Where(regex => IsAccepted(regex)).ToArray();
        var expressions = accepted.Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        var flags = accepted.Select(_ => SingleMatch | CaselessNone).ToArray();
        var ids = accepted.Select((_, i) => (uint)i).ToArray();
        Check(CompileMulti(expressions, flags, ids, (uint)accepted.Length, BlockMode, 0, out var database, out _));
        nint scratch = 0;
        Check(AllocateScratch(database, ref scratch));
        Array.ForEach(expressions, Marshal.FreeCoTaskMem);
        return new(database, scratch, accepted.Length);
    }

    /// <summary>Matches in <paramref name="content"/>, each regex at most once.</summary>
    public unsafe int Scan(byte[] content)
    {
        var count = 0;
        fixed (byte* start = content)
        {
            Check(Scan(_database, start, (uint)content.Length, 0, _scratch, &Count, &count));
        }

        return count;
    }

    public void Dispose()
    {
        _ = FreeScratch(_scratch);
        _ = FreeDatabase(_database);
    }

    private static bool IsAccepted(string regex)
    {
        var expression = Marshal.StringToCoTaskMemUTF8(regex);
        var isAccepted = Compile(expression, SingleMatch, BlockMode, 0, out var database, out var error) == 0;
        Marshal.FreeCoTaskMem(expression);
        _ = isAccepted ? FreeDatabase(database) : FreeError(error);
        return isAccepted;
    }

    private static void Check(int code)
    {
        if (code != 0)
        {
            throw new InvalidOperationException($"Vectorscan returned {code}");
        }
    }

    [UnmanagedCallersOnly]
    private static unsafe int Count(uint id, ulong from, ulong to, uint flags, void* context)
    {
        ++*(int*)context;
        return 0;
    }

    [LibraryImport("libhs.so.5", EntryPoint = "hs_compile")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Compile(nint expression, uint flags, uint mode, nint platform, out nint database, out nint error);

    [LibraryImport("libhs.so.5", EntryPoint = "hs_compile_multi")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CompileMulti(nint[] expressions, uint[] flags, uint[] ids, uint elements, uint mode, nint platform,
        out nint database, out nint error);

    [LibraryImport("libhs.so.5", EntryPoint = "hs_alloc_scratch")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AllocateScratch(nint database, ref nint scratch);

    [LibraryImport("libhs.so.5", EntryPoint = "hs_scan")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Scan(nint database, byte* data, uint length, uint flags, nint scratch, delegate* unmanaged<uint,
        ulong, ulong, uint, void*, int> onEvent, void* context);

    [LibraryImport("libhs.so.5", EntryPoint = "hs_free_scratch")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FreeScratch(nint scratch);

    [LibraryImport("libhs.so.5", EntryPoint = "hs_free_database")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FreeDatabase(nint database);

    [LibraryImport("libhs.so.5", EntryPoint = "hs_free_compile_error")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FreeError(nint error);
}

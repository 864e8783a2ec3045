using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;
using SharpFuzz;

namespace SecretSentry.Fuzz.Start;

/// <summary>
/// Loads the tested assemblies with counters at their branches. The instrumented copies are kept in the state folder, by the content of the
/// originals.
/// </summary>
internal sealed class InstrumentedCode : AssemblyLoadContext
{
    /// <summary>Our own readers, and the libraries that read text for them.</summary>
    private static readonly string[] Names =
    [
        "SecretSentry.Engine", "SecretSentry.Files", "SecretSentry.Findings", "SecretSentry.Git", "SecretSentry.Hooks",
        "SecretSentry.Policy", "SecretSentry.Purge", "SecretSentry.Reports", "SecretSentry.Scanning", "Tomlyn", "YamlDotNet",
    ];

    private const string Own = "SecretSentry.Fuzz";

    private readonly string _folder;

    private InstrumentedCode(string folder)
        : base("instrumented") => _folder = folder;

    /// <summary>Calls <see cref="Runs.Worker.Run"/> in this process, with the instrumented assemblies. Returns its exit code.</summary>
    public static int CallWorker(string[] arguments, FuzzOptions options)
    {
        var code = new InstrumentedCode(Prepare(Path.Combine(options.State, "instrumented")));
        var worker = code.LoadFromAssemblyName(new(Own)).GetType("SecretSentry.Fuzz.Runs.Worker", throwOnError: true)!;
        return (int)worker.GetMethod("Run")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null)!;
    }

    /// <summary>Instruments what is not there yet. Returns the folder.</summary>
    public static string Prepare(string root)
    {
        var sources = Names.Append(Own).Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll")).ToArray();
        var key = string.Concat(sources.Select(source => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(source)))));
        var folder = Path.Combine(root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]);
        if (!Directory.Exists(folder))
        {
            var part = $"{folder}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
            Directory.CreateDirectory(part);
            Array.ForEach(sources, source => Instrument(source, part));
            if (!Directory.Exists(folder))
            {
                Directory.Move(part, folder);
            }
        }

        return folder;
    }

    /// <summary>This program is loaded a second time, next to them, and is not instrumented.</summary>
    private static void Instrument(string source, string folder)
    {
        var copy = Path.Combine(folder, Path.GetFileName(source));
        File.Copy(source, copy);
        if (Path.GetFileNameWithoutExtension(source) != Own)
        {
            _ = Fuzzer.Instrument(copy, _ => true, Options.Value).Count();
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The tables of the rules have no branches to count, but they use types of the instrumented engine.
        var name = assemblyName.Name + ".dll";
        var folders = assemblyName.Name!.StartsWith("SecretSentry.", StringComparison.Ordinal)
            ? new[] { _folder, AppContext.BaseDirectory } : [_folder];
        var file = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return file is null ? null : LoadFromAssemblyPath(file);
    }
}

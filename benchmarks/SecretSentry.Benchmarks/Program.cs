using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SecretSentry.Benchmarks;

// Tables that BenchmarkDotNet has no form for; every other argument is its own. --dry: every benchmark once, in this process; shows that
// they run, measures nothing.
switch (args)
{
    case ["--ratios"]:
        ScannerRatios.Run();
        return 0;
    case ["--decode"]:
        DecodingCost.Run();
        return 0;
    case ["--read", var folder]:
        ObjectReading.Passes(folder);
        return 0;
    case ["--versions", var folder]:
        return VersionScan.Run(folder) ? 0 : 1;
    case ["--write"]:
        ObjectWriting.Run();
        return 0;
    case ["--common-windows", var folder]:
        CommonWindowsTable.Print(folder);
        return 0;
    case ["--short-classes", var file]:
        ShortClassesTable.Print(file);
        return 0;
    case ["--byte-model", var folder]:
        ByteModelTable.Print(folder);
        return 0;
}

var isDry = args.Contains("--dry");
var job = (isDry ? Job.Dry : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job).WithOptions(ConfigOptions.JoinSummary);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly)
    .Run([.. args.Where(a => a != "--dry"), .. isDry ? new[] { "--filter", "*" } : []], config).ToArray();
return summaries.Length > 0 && summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success)) ? 0 : 1;

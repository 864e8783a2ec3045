using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// --dry: every benchmark once, in this process; shows that they run, measures nothing.
if (args is ["--quick"])
{
    SecretSentry.Benchmarks.Quick.Run();
    return 0;
}

if (args is ["--decode"])
{
    SecretSentry.Benchmarks.DecodingCost.Run();
    return 0;
}

var isDry = args.Contains("--dry");
var job = (isDry ? Job.Dry : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job).WithOptions(ConfigOptions.JoinSummary);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args.Where(a => a != "--dry"), .. isDry ? new[] { "--filter", "*" } : []], config).ToArray();
return summaries.Length > 0 && summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success)) ? 0 : 1;

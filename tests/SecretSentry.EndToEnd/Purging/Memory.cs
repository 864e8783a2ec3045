using System.Diagnostics;

namespace SecretSentry.EndToEnd.Purging;

/// <summary>Measures the memory of a run.</summary>
internal static class Memory
{
    /// <summary>Runs secretsentry, which must succeed. Returns its largest resident set in MB, sampled every few milliseconds.</summary>
    public static long PeakOf(string folder, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(Programs.Secretsentry, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true
            })!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.WorkingSet64);
        }

        process.ExitCode.Should().Be(0, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
        return peak / 1_000_000;
    }
}

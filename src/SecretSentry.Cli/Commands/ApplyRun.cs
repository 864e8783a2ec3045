using SecretSentry.Cli.Output;
using SecretSentry.Purge.Apply;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.Verify;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Commands;

/// <summary>Runs <c>purge apply</c>: confirmation, purge, report.</summary>
internal static class ApplyRun
{
    public static int Run(ApplyRequest request, string confirmed, bool isSure, bool showsProgress, CancellationToken cancellation)
    {
        Confirm(request, confirmed, isSure);
        var outcome = Progress.RunPurge(showsProgress, progress => PurgeApply.Run(request, Messages.Report, progress, cancellation));
        var code = outcome.Proof is { } proof ? Report(proof) : ExitCode.Clean;
        Screen.Out.WriteLine(Safe.Escape($"New history: {outcome.Repository}"));
        if (!outcome.IsClean)
        {
            Screen.Out.WriteLine(Safe.Escape($"The old objects still contain the secret. To delete them, run: secretsentry purge apply "
                + $"{request.Plan} --in-place --clean-up"));
        }

        Screen.Out.WriteLine(Safe.Escape($"The next steps, beginning with rotation: {Path.Combine(outcome.Plan, "PURGE-PLAN.md")}"));
        return code;
    }

    /// <summary>Prints what the proof found. Returns the exit code.</summary>
    public static int Report(PurgeProof proof)
    {
        ProofText.Write(Screen.Out, proof);
        return proof.IsProved ? ExitCode.Clean : Messages.Fail(ExitCode.Unproved, "the proof failed; see above");
    }

    private static void Confirm(ApplyRequest request, string confirmed, bool isSure)
    {
        var (plan, _) = PurgePlanner.Load(request.Plan);
        if (isSure || confirmed == plan.Checksum)
        {
            return;
        }

        if (confirmed.Length > 0 || Console.IsInputRedirected)
        {
            var problem = confirmed.Length > 0 ? $"--confirm is '{confirmed}', which is not the checksum of this plan"
                : "standard input is not a terminal";
            throw new UsageException($"{problem}; add --confirm {plan.Checksum}, or --yes");
        }

        var what = request.IsInPlace ? $"Rewrite {Safe.Escape(plan.Repository)} in place" : "Write the new history into a new clone";
        var more = request.CleansUp ? ", and delete all unreachable objects (other repositories that borrow them, "
            + "as after git clone --shared, lose them)" : "";
        Screen.Error.Write($"{what}{more}? Type {plan.Checksum[..4]} to continue: ");
        if (Console.In.ReadLine()?.Trim() != plan.Checksum[..4])
        {
            throw new UsageException("not confirmed; nothing was changed");
        }
    }
}

using SecretSentry.Git.Process;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Verify;

namespace SecretSentry.Purge.Apply;

/// <summary>Applies plans.</summary>
public static class PurgeApply
{
    /// <summary>Applies the plan of a request, see <see cref="CloneApply"/> and <see cref="InPlaceApply"/>.</summary>
    /// <param name="request">Plan and options.</param>
    /// <param name="report">Receives a message for every completed step.</param>
    /// <param name="progress">Receives the number of searched objects and the total number.</param>
    /// <param name="cancellation">Cancels the run before refs move. Later the run continues to its end.</param>
    /// <exception cref="PurgeException">The purge was rejected. The message says what was changed; nothing was changed unless it says
    /// so.</exception>
    public static ApplyOutcome Run(ApplyRequest request, Action<string> report, Action<long, long> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var context = ApplyContext.Load(request, report, progress, cancellation);
        try
        {
            return request.IsInPlace ? new InPlaceApply(context).Run() : new CloneApply(context).Run();
        }
        catch (OperationCanceledException)
        {
            throw new PurgeException(PurgeFailure.Interrupted, $"interrupted; {context.Changed}");
        }
        catch (Exception e) when (e is GitException or IOException or UnauthorizedAccessException)
        {
            throw cancellation.WaitHandle.WaitOne(Prover.Patience)
                ? new PurgeException(PurgeFailure.Interrupted, $"interrupted; {context.Changed}")
                : new PurgeException(PurgeFailure.Rejected, $"{e.Message}; {context.Changed}");
        }
    }
}

namespace SecretSentry.Git.History;

/// <summary>
/// The entries of one tree that another tree does not have, together with the other tree's entry of the same name and kind.
/// </summary>
internal ref struct TreeDifferences(TreeTable table, int tree, int other)
{
    private TreeCursor _own = new(table, tree);
    private TreeCursor _other = new(table, other);
    private bool _isStarted;

    /// <summary>An entry that the other tree does not have.</summary>
    public Entry Entry { get; private set; }

    /// <summary>The other tree's entry of the same name and kind; null when there is none.</summary>
    public Entry? Other { get; private set; }

    /// <summary>Number of entries of the other tree that were passed in search of one.</summary>
    public readonly int Passed => _other.Passed;

    /// <summary>Moves to the next difference. Returns false after the last one.</summary>
    public bool MoveNext()
    {
        if (_isStarted)
        {
            _own.MoveNext();
        }

        _isStarted = true;
        while (true)
        {
            TreeCursor.SkipCommon(ref _own, ref _other);
            if (_own.IsAtEnd)
            {
                return false;
            }

            (Entry, Other) = (_own.Current, _other.Seek(_own.Current));
            if (Other is not null)
            {
                _other.MoveNext();
            }

            if (Other != Entry)
            {
                return true;
            }

            _own.MoveNext();
        }
    }
}

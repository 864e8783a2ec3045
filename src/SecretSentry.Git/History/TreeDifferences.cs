namespace SecretSentry.Git.History;

/// <summary>The entries of one tree that another has not, with what the other has under the same name and kind.</summary>
internal ref struct TreeDifferences(TreeTable table, int tree, int other)
{
    private TreeCursor _own = new(table, tree);
    private TreeCursor _other = new(table, other);
    private bool _isStarted;

    /// <summary>An entry that the other tree has not.</summary>
    public Entry Entry { get; private set; }

    /// <summary>What it has instead; null: nothing of that name and kind.</summary>
    public Entry? Other { get; private set; }

    /// <summary>Goes to the next one; false behind the last.</summary>
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

namespace FeedbackHub.Core.Cases;

/// <summary>Where a case stands. The numbers are stored; the moves between states are in <see cref="CaseLifecycle"/>.</summary>
public enum CaseState
{
    /// <summary>Filed; nobody has looked at it yet.</summary>
    New = 1,

    /// <summary>Looked at and taken on by the department; nobody works on it yet.</summary>
    Accepted = 2,

    /// <summary>Given to a department or a person, who has not started yet.</summary>
    Assigned = 3,

    /// <summary>A handler is working on it.</summary>
    InProgress = 4,

    /// <summary>The customer was asked something; the reply and resolve promises pause.</summary>
    WaitingForCustomer = 5,

    /// <summary>Decided and answered; the customer is asked whether it is solved.</summary>
    Resolved = 6,

    /// <summary>Done: the customer agreed, or did not answer.</summary>
    Closed = 7,

    /// <summary>The customer said that it is not solved, or staff took it up again.</summary>
    Reopened = 8,

    /// <summary>Not taken on, with a reason the customer can read.</summary>
    NotAccepted = 9,

    /// <summary>Taken back by the customer.</summary>
    Withdrawn = 10,

    /// <summary>The same matter as another case, where it goes on.</summary>
    Duplicate = 11,
}

/// <summary>Groups of states that several rules speak of.</summary>
public static class CaseStates
{
    /// <summary>True while somebody still owes the customer something.</summary>
    public static bool IsOpen(this CaseState state) => state is
        CaseState.New or CaseState.Accepted or CaseState.Assigned or CaseState.InProgress or
        CaseState.WaitingForCustomer or CaseState.Reopened;

    /// <summary>True once nothing more is owed and the promises have ended.</summary>
    public static bool IsEnded(this CaseState state) => state is
        CaseState.Closed or CaseState.NotAccepted or CaseState.Withdrawn or CaseState.Duplicate;
}

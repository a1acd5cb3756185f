using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Promises;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Escalation;

/// <summary>The notice centre: what somebody is to know, newest first, with what they have read.</summary>
public sealed partial class NoticesPage(
    CurrentStaff staff, ListNotices list, MarkNoticesRead mark, ReadWorkingHours hours, UnreadCount count, TimeProvider time,
    NoticeWords Words, IStringLocalizer<NoticeTexts> T, IStringLocalizer<CasePageTexts> caseTexts, IStringLocalizer<PromiseTexts> spans) : IDisposable
{
    private readonly List<NoticeItem> items = [];
    private CaseTimes? times;
    private long? next;
    private bool unread;

    /// <inheritdoc />
    public void Dispose() => count.Changed -= Counted;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        count.Changed += Counted;
        if (await staff.DoAsync(hours, new ReadWorkingHours.Request()) is { Succeeded: true, Value: var calendar })
        {
            times = new CaseTimes(time, calendar.Zone.Id, caseTexts, spans);
        }

        await ReadAnewAsync();
    }

    private void Counted() => _ = InvokeAsync(async () =>
    {
        await ReadAnewAsync();
        StateHasChanged();
    });

    private Task ShowAsync(bool onlyUnread)
    {
        unread = onlyUnread;
        return ReadAnewAsync();
    }

    private async Task ReadAnewAsync()
    {
        if (await staff.DoAsync(list, new ListNotices.Request(Unread: unread)) is { Succeeded: true, Value: var page })
        {
            items.Clear();
            items.AddRange(page.Items);
            next = page.Next;
        }
    }

    private async Task MoreAsync()
    {
        if (await staff.DoAsync(list, new ListNotices.Request(next, Unread: unread)) is { Succeeded: true, Value: var page })
        {
            items.AddRange(page.Items);
            next = page.Next;
        }
    }

    private Task ReadAsync(NoticeItem one) => one.Read ? Task.CompletedTask : MarkAsync(new MarkNoticesRead.Request(one.Seq, Alone: true));

    private Task ReadAllAsync() => MarkAsync(new MarkNoticesRead.Request(items[0].Seq));

    private async Task MarkAsync(MarkNoticesRead.Request request)
    {
        await staff.DoAsync(mark, request);
        await count.CountAsync();
        await ReadAnewAsync();
    }
}

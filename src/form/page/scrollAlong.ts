/** Keeps `follower` as far down as `leader`, by their share of what there is to scroll. */
export const scrollAlong = (leader: HTMLElement, follower: HTMLElement): void => {
  leader.addEventListener('scroll', () => {
    const range = leader.scrollHeight - leader.clientHeight;
    if (range > 0) follower.scrollTop = (leader.scrollTop / range) * (follower.scrollHeight - follower.clientHeight);
  });
};
